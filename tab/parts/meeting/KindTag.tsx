import { Badge } from '@fluentui/react-components';
import type { MeetingKind } from '#domain/meeting.ts';
import { useHere } from '../../here.ts';

/** Only what is out of the ordinary is said. */
export const KindTag = ({ kind }: Readonly<{ kind: MeetingKind }>) => {
  const { w } = useHere();
  return kind === 'URGENT' ? (
    <Badge appearance="filled" color="danger">
      {w.meetingKind.URGENT}
    </Badge>
  ) : null;
};
