/** The mailbox that invites. */
import { organiserOf } from '#domain/network.ts';
import { means, type InNetwork, type Look } from './check.ts';
import { no, ok, unknown } from './finding.ts';

export const mailbox: Look<InNetwork> = async ({ probes }, { network }) => {
  try {
    await probes.mailbox(organiserOf(network));
    return ok;
  } catch (error) {
    // Two codes that say the same: the account is there, its mailbox is not in Exchange Online.
    return means(error, {
      MailboxNotEnabledForRESTAPI: no('mailbox.none'),
      MailboxNotSupportedForRESTAPI: no('mailbox.none'),
      404: no('mailbox.organiser'),
      403: no('mailbox.rights'),
    });
  }
};

/** Only sending one would tell. */
export const mail: Look = async () => unknown('mail.unseen');
