import { Badge } from '@fluentui/react-components';
import type { AgendaReason } from '#domain/agenda.ts';
import { useHere } from '../../here.ts';

/** Why an item is on the agenda; the first reason leads. */
export const ReasonTags = ({ reasons }: Readonly<{ reasons: readonly AgendaReason[] }>) => {
  const { w } = useHere();
  return (
    <span className="row tight">
      {reasons.map((reason, n) => (
        <Badge
          key={reason}
          appearance={n === 0 ? 'tint' : 'outline'}
          color={reason === 'SAFETY' || reason === 'LATE' ? 'danger' : 'informative'}
        >
          {w.agendaReason[reason]}
        </Badge>
      ))}
    </span>
  );
};
