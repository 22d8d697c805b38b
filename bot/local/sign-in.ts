/** The sign-in page of the local issuer: choose who you are. Codes are for one use, one minute and one verifier (RFC 7636). */
import { createHash, randomBytes } from 'node:crypto';
import express, { type Router } from 'express';
import { z } from 'zod';
import type { DemoPerson } from '../fixtures/people.ts';

const asked = z.object({
  client_id: z.string(),
  response_type: z.literal('code'),
  redirect_uri: z.url(),
  state: z.string().min(1).max(200),
  code_challenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/),
  code_challenge_method: z.literal('S256'),
  scope: z.string(),
});
const exchanged = z.object({
  grant_type: z.literal('authorization_code'),
  client_id: z.string(),
  code: z.string(),
  redirect_uri: z.url(),
  code_verifier: z.string().min(43).max(128),
});

const minute = 60_000;
const hour = 3600;

type SignInOptions = Readonly<{
  people: readonly DemoPerson[];
  clientId: string;
  redirect: string;
  token: (person: DemoPerson) => Promise<string>;
}>;

const escaped = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** Mounted where the tab is told that it signs in. */
export const signInRouter = ({ people, clientId, redirect, token }: SignInOptions): Router => {
  const codes = new Map<string, Readonly<{ person: DemoPerson; challenge: string; until: number }>>();
  const router = express.Router();

  const read = (query: unknown) => {
    const found = asked.safeParse(query).data;
    return found?.client_id === clientId && found.redirect_uri === redirect ? found : undefined;
  };

  router.get('/authorize', (request, response) => {
    const { as, ...query } = request.query;
    const found = read(query);
    if (!found) return void response.status(400).send('This is not a question of our tab.');
    const person = people.find((p) => p.objectId === as);
    if (person) {
      const code = randomBytes(24).toString('base64url');
      codes.set(code, { person, challenge: found.code_challenge, until: Date.now() + minute });
      return response.redirect(`${redirect}?${new URLSearchParams({ code, state: found.state }).toString()}`);
    }
    const link = (p: DemoPerson) => `?${new URLSearchParams({ ...found, as: p.objectId }).toString()}`;
    const items = people.map((p) => `<li><a href="${escaped(link(p))}">${escaped(p.name)}</a></li>`).join('');
    response
      .set('content-security-policy', "default-src 'none'")
      .send(`<!doctype html><html lang="nl"><title>Aanmelden</title><h1>Aanmelden als</h1><ul>${items}</ul></html>`);
  });

  router.post('/token', express.urlencoded({ extended: false }), async (request, response) => {
    const found = exchanged.safeParse(request.body).data;
    const known = found && codes.get(found.code);
    if (found) codes.delete(found.code);
    const challenge = found && createHash('sha256').update(found.code_verifier).digest('base64url');
    const fits =
      known !== undefined &&
      known.until > Date.now() &&
      known.challenge === challenge &&
      found?.client_id === clientId &&
      found.redirect_uri === redirect;
    response.set('cache-control', 'no-store');
    if (!fits) response.status(400).json({ error: 'invalid_grant' });
    else response.json({ token_type: 'Bearer', expires_in: hour, access_token: await token(known.person) });
  });

  return router;
};
