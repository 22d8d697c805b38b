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

export const signIn: Look = async ({ heard }) => {
  const { accepted, rejected: reason = '' } = heard.of('tab');
  if (accepted) return ok;
  if (!reason) return unknown('signIn.never');
  const by: Readonly<Record<string, Cause>> = {
    'token.audience': 'signIn.audience',
    'token.version': 'signIn.version',
    'token.issuer': 'signIn.version',
    'token.scope': 'signIn.scope',
    'token.client': 'signIn.client',
    'token.tenant': 'signIn.tenant',
  };
  return no(by[reason] ?? 'signIn.other', { reason });
};

export const botKeys: Look = ({ probes }) => probes.botKeys().then(() => ok);

export const messages: Look = async ({ heard }) => {
  const { accepted, rejected: reason = '' } = heard.of('teams');
  if (accepted) return ok;
  if (!reason) return unknown('messages.never');
  const by: Readonly<Record<string, Cause>> = {
    'token.audience': 'messages.audience',
    'activity.tenant': 'messages.tenant',
  };
  return no(by[reason] ?? 'messages.other', { reason });
};
