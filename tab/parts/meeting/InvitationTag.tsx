import { Badge } from '@fluentui/react-components';
import { eventCure } from '#domain/event-cure.ts';
import type { SharedMeeting } from '#domain/see.ts';
import { useHere } from '../../here.ts';

/** In a list: that somebody must do something about the invitation. What, says the page of the meeting. */
export const InvitationTag = ({ line }: Readonly<{ line: SharedMeeting }>) => {
  const { t } = useHere();
  return line.problem !== undefined && eventCure(line.problem) !== 'silence' ? (
    <Badge appearance="tint" color="warning">
      {t.invitationStuck}
    </Badge>
  ) : null;
};
