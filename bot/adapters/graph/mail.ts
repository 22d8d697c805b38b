/** A mail from the organiser's mailbox. */
import type { Mail } from '../../core/ports.ts';
import type { GraphClient } from '../graph-client.ts';
import { id } from './path.ts';

/** learn.microsoft.com, "user: sendMail". */
export const sendMail = async (graph: GraphClient, sender: string, { to, subject, body }: Mail) => {
  const message = {
    subject,
    body: { contentType: 'text', content: body },
    toRecipients: [{ emailAddress: { name: to.name, address: to.email } }],
  };
  const reply = await graph.post(`/users/${id(sender)}/sendMail`, { message, saveToSentItems: false });
  if (!reply.ok) throw reply.refusal;
};
