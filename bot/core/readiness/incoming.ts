/** What comes in: our own address, our clock, and whether Teams and the tab got through with a good token. */
import type { Look } from './check.ts';
import { no, ok, unknown, type Cause } from './finding.ts';

/** Tolerances of edges/tab-token.ts and edges/bot-token.ts, in seconds. */
const tabTolerance = 60;
const botTolerance = 300;

export const address: Look = async ({ probes, installation }) => {
  const found = await probes.appAtOurAddress();
  return found === installation.tabApp ? ok : no('address.other');
};

export const clock: Look = async ({ probes }) => {
  const seconds = Math.abs(await probes.secondsAhead());
  if (seconds <= tabTolerance) return ok;
  return no(seconds > botTolerance ? 'clock.all' : 'clock.tab', { seconds: String(seconds) });
};

export const signInKeys: Look = ({ probes }) => probes.signInKeys().then(() => ok);

/** Whether anybody got through from there since this process began; if not, what was wrong with the last who tried. */
const gotThrough =
  (from: 'tab' | 'teams', never: Cause, other: Cause, by: Readonly<Record<string, Cause>>): Look =>
  async ({ heard }) => {
    const { accepted, rejected: reason = '' } = heard.of(from);
    if (accepted) return ok;
    return reason ? no(by[reason] ?? other, { reason }) : unknown(never);
  };

export const signIn = gotThrough('tab', 'signIn.never', 'signIn.other', {
  'token.audience': 'signIn.audience',
  'token.version': 'signIn.version',
  'token.issuer': 'signIn.version',
  'token.scope': 'signIn.scope',
  'token.client': 'signIn.client',
  'token.tenant': 'signIn.tenant',
});

export const botKeys: Look = ({ probes }) => probes.botKeys().then(() => ok);

export const messages = gotThrough('teams', 'messages.never', 'messages.other', {
  'token.audience': 'messages.audience',
  'activity.tenant': 'messages.tenant',
});
