/** What Teams takes from a bot, and what it does not. */
import { z } from 'zod';

export const adaptiveCardType = 'application/vnd.microsoft.card.adaptive';

export type Card = Readonly<Record<string, unknown>>;

/** At most 60 viewers can have a card of their own (learn.microsoft.com, "User Specific Views"). */
const refresh = z.looseObject({
  action: z.looseObject({ type: z.literal('Action.Execute'), verb: z.string().min(1) }),
  userIds: z
    .array(z.string().regex(/^(29|8):/, 'a Teams user id'))
    .max(60)
    .optional(),
});

/** Teams draws cards up to 1.5 (learn.microsoft.com, "Types of cards"). */
const card = z.looseObject({
  type: z.literal('AdaptiveCard'),
  version: z.string().regex(/^1\.[0-5]$/, 'Teams draws version 1.5 and earlier'),
  body: z.array(z.looseObject({ type: z.string() })).optional(),
  actions: z.array(z.looseObject({ type: z.string().startsWith('Action.') })).optional(),
  refresh: refresh.optional(),
});

const attachment = z
  .looseObject({ contentType: z.string().min(1), content: z.unknown().optional() })
  .superRefine((value, context) => {
    if (value.contentType !== adaptiveCardType) return;
    const read = readCard(value.content);
    if ('wrong' in read) context.addIssue({ code: 'custom', message: read.wrong, path: ['content'] });
  });

const account = z.looseObject({
  id: z.string().min(1),
  name: z.string().optional(),
  isTargeted: z.boolean().optional(),
});

const activity = z
  .looseObject({
    type: z.enum(['message', 'typing']),
    text: z.string().optional(),
    textFormat: z.enum(['plain', 'markdown', 'xml']).optional(),
    summary: z.string().optional(),
    attachments: z.array(attachment).optional(),
    entities: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })).optional(),
    recipient: account.optional(),
  })
  .superRefine((value, context) => {
    if (value.type === 'message' && !value.text && !value.attachments?.length)
      context.addIssue({ code: 'custom', message: 'a message needs text or an attachment' });
    for (const entity of value.entities ?? [])
      if (entity.type === 'mention' && !value.text?.includes(entity.text ?? '<at>'))
        context.addIssue({ code: 'custom', message: 'a mention must stand in the text', path: ['entities'] });
  });

export type SentActivity = z.infer<typeof activity>;

const said = (error: z.ZodError): string => {
  const [first] = error.issues;
  return first ? `${first.path.join('.')} ${first.message}`.trim() : 'not understood';
};

/** The card as Teams would draw it, or what is wrong with it. */
export const readCard = (value: unknown): { card: Card } | { wrong: string } => {
  const read = card.safeParse(value);
  return read.success ? { card: read.data } : { wrong: said(read.error) };
};

/** The activity as Teams would take it, or what is wrong with it. */
export const readActivity = (value: unknown): { activity: SentActivity } | { wrong: string } => {
  const read = activity.safeParse(value);
  return read.success ? { activity: read.data } : { wrong: said(read.error) };
};

/** 100 KB, counted as UTF-16 and without inline pictures (learn.microsoft.com, "Format your bot messages"). */
export const tooBig = (value: unknown): boolean =>
  JSON.stringify(value).replaceAll(/data:image\/[\w.+-]+;base64,[\w+/=]+/g, '').length * 2 > 100 * 1024;

// The message extension (learn.microsoft.com, "Respond to search command", "Create and send the dialog") ------------

const found = z.looseObject({
  composeExtension: z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('message'), text: z.string().min(1) }),
    z.looseObject({
      type: z.literal('result'),
      attachmentLayout: z.enum(['list', 'grid']),
      attachments: z.array(
        z.looseObject({
          contentType: z.literal(adaptiveCardType),
          content: z.unknown(),
          // Without one an Adaptive Card is not listed.
          preview: z.looseObject({
            contentType: z.enum(['application/vnd.microsoft.card.thumbnail', 'application/vnd.microsoft.card.hero']),
            content: z.looseObject({ title: z.string().min(1), text: z.string().optional() }),
          }),
        }),
      ),
    }),
  ]),
});

const size = z.union([z.enum(['small', 'medium', 'large']), z.number()]);
const task = z.looseObject({
  task: z.discriminatedUnion('type', [
    z.looseObject({ type: z.literal('message'), value: z.string().min(1) }),
    z.looseObject({
      type: z.literal('continue'),
      value: z.looseObject({
        title: z.string(),
        width: size.optional(),
        height: size.optional(),
        card: z.looseObject({ contentType: z.literal(adaptiveCardType), content: z.unknown() }),
      }),
    }),
  ]),
});

/** A dialog takes Action.Submit and no Action.Execute. */
const inDialog = (content: unknown): string | undefined => {
  const read = readCard(content);
  if ('wrong' in read) return read.wrong;
  return JSON.stringify(read.card).includes('"Action.Execute"') ? 'a dialog takes no Action.Execute' : undefined;
};

const wrongInList = (body: unknown): string | undefined => {
  const read = found.safeParse(body);
  if (!read.success) return said(read.error);
  const { composeExtension: list } = read.data;
  if (list.type === 'message') return undefined;
  const cards = list.attachments.map(({ content }) => readCard(content));
  return cards.flatMap((card) => ('wrong' in card ? [card.wrong] : []))[0];
};

const wrongInTask = (body: unknown): string | undefined => {
  const read = task.safeParse(body);
  if (!read.success) return said(read.error);
  const { task: next } = read.data;
  return next.type === 'message' ? undefined : inDialog(next.value.card.content);
};

/** What is wrong with an answer of the message extension; nothing when Teams would show it. */
export const wrongIn = (name: 'query' | 'fetchTask' | 'submitAction', body: unknown): string | undefined =>
  name === 'query' ? wrongInList(body) : wrongInTask(body);
