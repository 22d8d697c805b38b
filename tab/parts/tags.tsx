/** States and warnings as small labels. The words say it; the colour only helps. */
import { Badge } from '@fluentui/react-components';
import { ClockAlarmRegular, PersonAlertRegular } from '../icons.ts';
import type { ActionState, Counts } from '#domain/action.ts';
import { isOpen, type CaseState, type Priority } from '#domain/case.ts';
import type { MeetingState } from '#domain/meeting.ts';
import { useHere } from '../here.ts';

export const StateTag = ({ state }: Readonly<{ state: CaseState }>) => {
  const { w } = useHere();
  const color = state === 'ESCALATED' ? 'warning' : isOpen({ state }) ? 'brand' : 'subtle';
  return (
    <Badge appearance="tint" color={color}>
      {w.caseState[state]}
    </Badge>
  );
};

export const PriorityTag = ({ priority }: Readonly<{ priority: Priority }>) => {
  const { w } = useHere();
  const color = priority === 'URGENT' ? 'danger' : priority === 'HIGH' ? 'warning' : 'informative';
  return (
    <Badge appearance={priority === 'URGENT' ? 'filled' : 'outline'} color={color}>
      {w.priority[priority]}
    </Badge>
  );
};

const actionColor: Readonly<Record<ActionState, 'brand' | 'informative' | 'success' | 'warning' | 'danger'>> = {
  PROPOSED: 'informative',
  AGREED: 'warning',
  ACKNOWLEDGED: 'brand',
  DECLINED: 'danger',
  IN_PROGRESS: 'brand',
  REPORTED_DONE: 'warning',
  VERIFIED: 'success',
  NOT_ACHIEVED: 'danger',
  CANCELLED: 'informative',
};

export const ActionStateTag = ({ state }: Readonly<{ state: ActionState }>) => {
  const { w } = useHere();
  return (
    <Badge appearance="tint" color={actionColor[state]}>
      {w.actionState[state]}
    </Badge>
  );
};

const meetingColor: Readonly<Record<MeetingState, 'brand' | 'informative' | 'success' | 'warning' | 'danger'>> = {
  PLANNED: 'brand',
  IN_SESSION: 'success',
  CONCLUDED: 'informative',
  MINUTES_DRAFT: 'warning',
  MINUTES_FINAL: 'informative',
  CANCELLED: 'danger',
};

export const MeetingStateTag = ({ state }: Readonly<{ state: MeetingState }>) => {
  const { w } = useHere();
  return (
    <Badge appearance="tint" color={meetingColor[state]}>
      {w.meetingState[state]}
    </Badge>
  );
};

/** Agreed, and nobody of the organisation has answered. */
export const UnacknowledgedTag = () => {
  const { t } = useHere();
  return (
    <Badge appearance="outline" color="warning">
      {t.notAcknowledged}
    </Badge>
  );
};

export const LateTag = () => {
  const { w } = useHere();
  return (
    <Badge appearance="filled" color="danger" icon={<ClockAlarmRegular />}>
      {w.late}
    </Badge>
  );
};

export const SafetyTag = () => {
  const { t } = useHere();
  return (
    <Badge appearance="filled" color="warning" icon={<PersonAlertRegular />}>
      {t.safetyFlag}
    </Badge>
  );
};

/** `5 afspraken · 1 te laat · 2 niet bevestigd`: what is none is not said. */
export const CountsText = ({ counts }: Readonly<{ counts: Counts }>) => {
  const { w } = useHere();
  return (
    <span className="counts">
      <span>{w.counts.running(counts.running)}</span>
      {counts.late > 0 && (
        <>
          {' · '}
          <strong className="late">{w.counts.late(counts.late)}</strong>
        </>
      )}
      {counts.unacknowledged > 0 && (
        <>
          {' · '}
          <span>{w.counts.unacknowledged(counts.unacknowledged)}</span>
        </>
      )}
      {counts.declined > 0 && (
        <>
          {' · '}
          <span>{w.counts.declined(counts.declined)}</span>
        </>
      )}
    </span>
  );
};
