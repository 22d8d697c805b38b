/** One description of `/api`, made from the same schemas that check the requests. */
import { createDocument } from 'zod-openapi';
import { z } from 'zod';
import { refusalCodes } from '#domain/refusal.ts';
import { useCases, type UseCaseName } from '#domain/use-cases/index.ts';
import { publicUseCases } from './rest/public.ts';

const refusal = z
  .object({ refused: z.enum(refusalCodes), details: z.array(z.string()), sentences: z.array(z.string()) })
  .meta({ id: 'Refusal', description: 'A "no": the code for machines, the sentences for people, in their language.' });

const network = z.string().meta({ description: 'Network code', example: 'WK' });
const json = (schema: z.ZodType) => ({ content: { 'application/json': { schema } } });
const refused = (description: string) => ({ description, ...json(refusal) });

const deeds = () =>
  Object.fromEntries(
    publicUseCases.map((name) => {
      const rule = useCases[name as UseCaseName];
      return [
        `/{network}/do/${name}`,
        {
          post: {
            operationId: name,
            tags: [rule.about],
            requestParams: {
              path: z.object({ network }),
              header: z.object({
                'Idempotency-Key': z
                  .string()
                  .regex(/^[A-Za-z0-9-]{8,64}$/)
                  .meta({ description: 'The same key never does the same deed twice.' }),
              }),
            },
            requestBody: json(rule.input as z.ZodType),
            responses: {
              '200': {
                description: 'Done, or so already (`done` is empty then)',
                ...json(
                  z.object({
                    done: z.array(z.string()),
                    case: z.string().optional(),
                    meeting: z.string().optional(),
                    poll: z.string().optional(),
                    action: z.string().optional(),
                  }),
                ),
              },
              '400': refused('Something was not filled in correctly: `details` names the fields'),
              '403': refused('Not in this role'),
              '404': refused('Not there, or not to be seen'),
              '409': refused('Understood, but it does not fit what is true now'),
            },
          },
        },
      ];
    }),
  );

const looks: Readonly<Record<string, readonly [summary: string, names: readonly string[]]>> = {
  '/me': ['Who you are, and in which networks', []],
  '/readiness': ['Whether everything is in place, with the cause and the cure; for administrators', []],
  '/actions': ['Your actions over all your networks', []],
  '/changes': ['Server-sent events: what changed in all your networks, by number', []],
  '/{network}': ['The network, its members and its covenant', ['network']],
  '/{network}/cases': ['The cases you may list', ['network']],
  '/{network}/cases/{number}': ['One case with its file; the reading is written down', ['network', 'number']],
  '/{network}/cases/{number}/summary': ['One case without its file', ['network', 'number']],
  '/{network}/cases/{number}/readings': ['Who looked in the file', ['network', 'number']],
  '/{network}/results': ['What the network achieved, and what runs now (`from`, `until`: days)', ['network']],
  '/{network}/changes': ['Server-sent events: what changed, by number', ['network']],
  '/{network}/drafts/{subject}/{form}': [
    'What you were typing (PUT keeps it, DELETE drops it)',
    ['network', 'subject', 'form'],
  ],
  '/{network}/cases/{number}/history': ['Every change of a case', ['network', 'number']],
  '/{network}/deliveries': ['What could not be delivered to Teams or the calendar, for the administrator', ['network']],
  '/{network}/cases/{number}/decisions': [
    'What all meetings decided about a case; the reading is written down (`decisions.docx`: as a document)',
    ['network', 'number'],
  ],
  '/{network}/meetings/{id}/minutes': [
    'The minutes of a closed meeting, of the cases you see; the reading is written down (`minutes.docx`: as a document)',
    ['network', 'id'],
  ],
  '/{network}/meetings': ['The meetings of a network', ['network']],
  '/{network}/meetings/{id}/invited': ['Who is asked to a meeting', ['network', 'id']],
  '/{network}/meetings/{id}/proposal': ['What the rules put on its agenda, for who directs', ['network', 'id']],
  '/{network}/proposal': [
    'What the rules would put on the agenda of a meeting on this `day`, for who directs',
    ['network'],
  ],
  '/{network}/meetings/{id}': ['One meeting with the items of the cases you see', ['network', 'id']],
  '/{network}/polls': ['The dates that are looked for, in which you have a part', ['network']],
  '/{network}/polls/{id}': ['One of them: who can come when', ['network', 'id']],
  '/{network}/suggestions': ['Moments to propose (`minutes`, `invited`: member ids with commas)', ['network']],
};

const views = () =>
  Object.fromEntries(
    Object.entries(looks).map(([path, [summary, names]]) => [
      path,
      {
        get: {
          summary,
          tags: ['views'],
          requestParams: {
            path: z.object(Object.fromEntries(names.map((n) => [n, n === 'network' ? network : z.string()]))),
          },
          responses: { '200': { description: 'The view' }, '404': refused('Not there, or not to be seen') },
        },
      },
    ]),
  );

let made: object | undefined;
/** Made once, at the first request. */
export const openApi = (): object =>
  (made ??= createDocument({
    openapi: '3.1.0',
    info: { title: 'Buurtrust', version: '1', description: 'Networks against extreme residential nuisance' },
    servers: [{ url: '/api' }],
    security: [{ entra: [] }],
    components: { securitySchemes: { entra: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    paths: { ...views(), ...deeds() },
  }));
