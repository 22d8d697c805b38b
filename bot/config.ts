/** The only reader of the environment: production's settings, checked before anything starts. */
import { z } from 'zod';

const list = z
  .string()
  .transform((text) => text.split(',').map((x) => x.trim()))
  .pipe(z.array(z.uuid()).min(1));

/** Our tokens go there. */
const https = z.url({ protocol: /^https$/ });

const settings = z.object({
  PORT: z.coerce.number().int().min(1).max(65535).default(3978),
  PUBLIC_URL: https
    .refine((url) => !url.endsWith('/'), 'ends with a slash')
    .describe('where the app is reached, without a slash at the end'),
  TENANT_IDS: list.describe('tenants whose people may come in, the own one first'),
  ADMINISTRATORS: list.describe(
    'object ids of the people who may begin a network; they give every other right in the app',
  ),
  BOT_APP_ID: z.uuid().describe('client id of the managed identity that is the bot'),
  TAB_APP_ID: z.uuid().describe('client id of the app registration of tab and Graph'),
  CATALOG_APP_ID: z.uuid().describe("id of the app in the organisation's catalogue"),
  COSMOS_ENDPOINT: https,
  COSMOS_DATABASE: z.string().default('buurtrust'),
  COSMOS_CONTAINER: z.string().default('app'),
  KEY_ID: https.describe('https://<vault>.vault.azure.net/keys/<name>'),
  APPLICATIONINSIGHTS_CONNECTION_STRING: z
    .string()
    .optional()
    .describe('where telemetry goes; it names a resource and is no secret. Absent: nothing is measured'),
});
/** One registration for both would let a person's token look like the bot's. */
const schema = settings.refine((s) => s.TAB_APP_ID !== s.BOT_APP_ID, {
  path: ['TAB_APP_ID'],
  message: 'is the same as BOT_APP_ID',
});

export type Config = Readonly<z.infer<typeof schema>>;

/** Which settings are missing or wrong, each once. Values are never repeated. */
export class SettingsMissing extends Error {
  readonly settings: readonly Readonly<{ name: string; missing: boolean }>[];
  constructor(issues: readonly Readonly<{ name: string; missing: boolean; line: string }>[]) {
    const lines = [...new Set(issues.map(({ line }) => `  ${line}`))];
    super(`The settings are not complete (see .env.example and docs/install.md):\n${lines.join('\n')}`);
    this.settings = [...new Map(issues.map(({ name, missing }) => [name, { name, missing }])).values()];
  }
}

/** All settings, or an error that names each one that is missing or wrong and what it is. Values are never repeated. */
export const readConfig = (env: Readonly<Record<string, string | undefined>> = process.env): Config => {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  throw new SettingsMissing(
    parsed.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      const about = (settings.shape as Record<string, z.ZodType>)[name]?.description;
      return { name, missing: !env[name], line: `${name}: ${issue.message}${about ? ` — ${about}` : ''}` };
    }),
  );
};
