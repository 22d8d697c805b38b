/**
 * The calendar and the channels, through Microsoft Graph v1.0 as the app itself. Every method may be called again after
 * any failure: it looks before it makes, or Graph does. Nothing is ever deleted.
 */
import type { Workplace } from '../core/ports.ts';
import { graphClient, type GraphOptions } from './graph-client.ts';
import { cancelEvent, freeBusy, keepEvent } from './graph/calendar.ts';
import { ensureApp, ensureChannel, ensureMembers, ensureTab } from './graph/channel.ts';
import { sendMail } from './graph/mail.ts';
import { query } from './graph/path.ts';

/** The workplace of one Microsoft 365 tenant. `credential` is the app's own: nobody is signed in when the clock works. */
export const graphWorkplace = (options: GraphOptions): Workplace => {
  const graph = graphClient(options);
  return {
    keepEvent: (event) => keepEvent(graph, event),
    cancelEvent: (place, comment) => cancelEvent(graph, place, comment),
    freeBusy: (...asked) => freeBusy(graph, ...asked),
    sendMail: (...asked) => sendMail(graph, ...asked),
    ensureChannel: (...asked) => ensureChannel(graph, ...asked),
    ensureMembers: (...asked) => ensureMembers(graph, ...asked),
    ensureApp: (teamId, _channelId, catalogAppId) => ensureApp(graph, teamId, catalogAppId),
    ensureTab: (...asked) => ensureTab(graph, ...asked),
    ping: async () => {
      const reply = await graph.get(`/users?${query({ $top: '1', $select: 'id' })}`);
      // we hold no right to list people: being told so proves that Graph is there and knows us
      if (!reply.ok && reply.refusal.status !== 403) throw reply.refusal;
    },
  };
};
