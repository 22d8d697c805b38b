import { describe, expect, test } from '@jest/globals';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parse } from 'yaml';
import { teamsClients } from '../edges/tab-token.ts';
import { contractsFor, envFile, json, placesIn, root, text } from './project.ts';

type Action = Readonly<{
  uses: string;
  with: Readonly<Record<string, unknown>>;
  writeToEnvironmentFile?: Readonly<Record<string, string>>;
}>;
type Steps = Readonly<Partial<Record<'provision' | 'publish' | 'deploy', readonly Action[]>>>;
const stages = ['provision', 'publish', 'deploy'] as const;
const read = (file: string) =>
  parse(text(file)) as Steps & Readonly<{ version: string; environmentFolderPath: string }>;
const all = (steps: Steps) => stages.flatMap((stage) => steps[stage] ?? []);

const toolkit = read('teamsapp.yml');
const uses = (stage: (typeof stages)[number]) => toolkit[stage]?.map((action) => action.uses);

describe.each(['teamsapp.yml', 'teamsapp.local.yml'])('%s', (file) => {
  const steps = read(file);
  const environments = file.includes('local') ? ['local'] : ['dev', 'prod'];

  test('is of the version we checked', () => {
    expect([steps.version, steps.environmentFolderPath]).toEqual(['v1.13', './env']);
  });

  test.each(environments)('finds every name in the environment file of %s', (env) => {
    const known = [...Object.keys(envFile(env)), 'TEAMSFX_ENV'];
    const written = all(steps).flatMap((action) => Object.values(action.writeToEnvironmentFile ?? {}));
    expect([...placesIn(text(file)), ...written].filter((name) => !known.includes(name))).toEqual([]);
    expect(envFile(env)['TEAMSFX_ENV']).toBe(env);
  });

  test('points at files that are there', () => {
    const paths = JSON.stringify(all(steps)).matchAll(/"(\.\/(?:infra|manifest)\/[^"$]+)"/g);
    expect([...paths].map(([, path = '']) => path).filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  const contracts = contractsFor(`${file} against its published schema`);
  if (contracts)
    test('is one by its published schema', async () => {
      const tools = (await import(pathToFileURL(`${contracts}/tools/json-schema.mjs`).href)) as {
        agentsYml: () => (yml: unknown) => readonly string[];
      };
      const wrong = tools.agentsYml();
      expect(wrong({ ...steps, provision: [{ uses: 'teamsApp/create' }] })).not.toEqual([]);
      expect(wrong(steps)).toEqual([]);
    });
});

test('each stage needs only what an earlier one wrote or somebody filled in', () => {
  const known = new Set(Object.entries(envFile('prod')).flatMap(([name, value]) => (value ? [name] : [])));
  const byHand = ['AZURE_SUBSCRIPTION_ID', 'AZURE_RESOURCE_GROUP_NAME', 'APP_NAME_SUFFIX'];
  const people = ['TENANT_IDS', 'ADMINISTRATORS', 'ALERT_EMAIL'];
  const shown = ['DEVELOPER_NAME', 'WEBSITE_URL', 'PRIVACY_URL', 'TERMS_URL'];
  for (const name of [...byHand, ...people, ...shown]) known.add(name);
  const outputs = [...text('infra/main.bicep').matchAll(/^output (\w+)/gm)].map(([, name = '']) => name);
  const missing: string[] = [];
  for (const action of stages.flatMap((stage) => toolkit[stage] ?? [])) {
    const written = JSON.stringify(action.with);
    const templates = [...written.matchAll(/"\.\/((?:infra|manifest)\/[\w.]+\.json)"/g)].map(([, path = '']) =>
      text(path),
    );
    for (const name of placesIn([written, ...templates].join('\n')))
      if (!known.has(name)) missing.push(`${action.uses}: ${name}`);
    for (const name of Object.values(action.writeToEnvironmentFile ?? {})) known.add(name);
    if (written.includes('main.bicep')) for (const name of outputs) known.add(name);
  }
  expect(missing).toEqual([]);
});

test('the order: who we are, what stands, who trusts whom, the app; then the catalogue, then what runs', () => {
  expect(uses('provision')).toEqual([
    'teamsApp/create',
    'aadApp/create',
    'arm/deploy',
    'aadApp/update',
    'file/createOrUpdateJsonFile',
    'script',
    'teamsApp/validateManifest',
    'teamsApp/zipAppPackage',
    'teamsApp/validateAppPackage',
    'teamsApp/update',
  ]);
  expect(uses('publish')?.at(-1)).toBe('teamsApp/publishAppPackage');
  expect(uses('deploy')).toEqual(['script', 'arm/deploy']);
});

test.each(['dev', 'prod'])('the guide names what somebody must fill in for %s', (env) => {
  const [, byHand = ''] = /^# You fill these in\.([^]*?)^IMAGE_TAG/m.exec(text(`env/.env.${env}`)) ?? [];
  const names = [...byHand.matchAll(/^(\w+)=/gm)].map(([, name = '']) => name);
  expect(names).toContain('TENANT_IDS');
  expect(names.filter((name) => !text('docs/install.md').includes(`\`${name}\``))).toEqual([]);
});

test('version and licence are the same wherever they are told', () => {
  const { version, license } = json<{ version: string; license: string }>('package.json');
  const told = parse(text('publiccode.yml')) as { softwareVersion: string; legal: { license: string } };
  expect([told.softwareVersion, told.legal.license]).toEqual([version, license]);
  expect(text('LICENSE')).toMatch(/^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2/);
});

test('there is no secret, and the bot has no registration of its own', () => {
  expect(text('teamsapp.yml')).not.toMatch(/SECRET_|clientSecret:|botAadApp|generateClientSecret: true/);
  expect(JSON.stringify(json('manifest/entra.json'))).not.toMatch(/passwordCredentials|keyCredentials/);
});

describe('the registration of the tab', () => {
  const entra = json<{
    signInAudience: string;
    identifierUris: readonly string[];
    api: {
      requestedAccessTokenVersion: number;
      oauth2PermissionScopes: readonly { id: string; value: string; isEnabled: boolean }[];
      preAuthorizedApplications: readonly { appId: string; delegatedPermissionIds: readonly string[] }[];
    };
  }>('manifest/entra.json');

  test('issues tokens that the server accepts, to Teams and nobody else', () => {
    const [scope] = entra.api.oauth2PermissionScopes;
    expect(entra.api.requestedAccessTokenVersion).toBe(2);
    expect(scope).toMatchObject({ value: 'access_as_user', isEnabled: true });
    expect(entra.api.preAuthorizedApplications).toEqual(
      teamsClients.map((appId) => ({ appId, delegatedPermissionIds: [scope?.id] })),
    );
    expect(entra.signInAudience).toBe('AzureADMyOrg');
  });

  test('is the resource the manifest names', () => {
    const { webApplicationInfo } = json<{ webApplicationInfo: { resource: string } }>('manifest/manifest.json');
    expect(entra.identifierUris).toEqual([webApplicationInfo.resource]);
  });

  test('trusts the managed identity', () => {
    const file = toolkit.provision?.find((action) => action.uses === 'file/createOrUpdateJsonFile');
    expect(file?.with['content']).toEqual({
      issuer: 'https://login.microsoftonline.com/${{TEAMS_APP_TENANT_ID}}/v2.0',
      subject: '${{IDENTITY_PRINCIPAL_ID}}',
      audiences: ['api://AzureADTokenExchange'],
    });
    const trust = String(toolkit.provision?.find((action) => action.uses === 'script')?.with['run']);
    expect(trust).toContain(`@${String(file?.with['target']).slice(2)}`);
    expect(trust).toContain(
      "applications/${{TAB_APP_OBJECT_ID}}/federatedIdentityCredentials(name='managed-identity')",
    );
  });
});
