import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { CaseState } from '#domain/case.ts';
import { addDays, todayIs } from '../../days.ts';
import { useHere, useNetwork } from '../../here.ts';
import { To } from '../../router.tsx';
import { Choice, Text } from '../fields.tsx';
import { Form } from '../form.tsx';
import { useForm } from '../use-form.ts';
import { blocks, cureOf, moveAsks, needsReason } from './moves.ts';
import type { OpenCase } from './part.ts';

const MoveForm = ({ view, to, close }: Readonly<{ view: OpenCase; to: CaseState; close: () => void }>) => {
  const { t, w } = useHere();
  const network = useNetwork(view.network);
  const fields = moveAsks(to);
  const today = todayIs();
  const form = useForm({
    use: 'moveCase',
    network: view.network,
    about: view.number,
    of: to,
    start: {
      reviewDay: view.reviewDay && view.reviewDay > today ? view.reviewDay : '',
      deputy: view.deputy === view.casemanager ? '' : view.deputy,
      reason: '',
    },
    input: ({ reviewDay, deputy, reason }) => ({
      case: view.number,
      to,
      reason,
      reviewDay: fields.includes('reviewDay') ? reviewDay : '',
      deputy: fields.includes('deputy') ? deputy : '',
    }),
    done: t.movedTo(w.caseState[to]),
    after: close,
  });
  return (
    <Form form={form} submit={t.moveTo(w.caseState[to])} name={t.moveTo(w.caseState[to])} cancel={close} opened>
      <div className="fields">
        {fields.includes('reviewDay') && (
          <Text
            form={form}
            name="reviewDay"
            label={t.reviewDay}
            type="date"
            required
            min={addDays(today, 1)}
            {...(to === 'ON_HOLD' ? { hint: t.holdHint(network?.norms.holdWeeks ?? 8) } : {})}
          />
        )}
        {fields.includes('deputy') && (
          <Choice
            form={form}
            name="deputy"
            label={t.deputy}
            required
            options={(network?.members ?? [])
              .filter(
                (m) => m.id !== view.casemanager && m.roles.includes('casemanager') && (!m.until || today <= m.until),
              )
              .map((m) => [m.id, m.name])}
          />
        )}
      </div>
      <Text form={form} name="reason" label={t.reason} hint={t.reasonForFile} lines={2} required={needsReason(to)} />
    </Form>
  );
};

/** The ways on, each with what it still needs. */
export const NextStep = ({ view }: Readonly<{ view: OpenCase }>) => {
  const { t, w } = useHere();
  const [open, setOpen] = useState<CaseState>();
  const route = { page: 'case', network: view.network, id: view.number } as const;
  return (
    <section className="block" aria-label={t.nextStep}>
      <h2>{t.nextStep}</h2>
      <ul className="plain cards">
        {view.moves.map(({ to, missing }) => {
          const first = blocks(missing);
          if (open === to && first.length === 0) {
            return (
              <li key={to} className="card whole">
                <MoveForm view={view} to={to} close={() => setOpen(undefined)} />
              </li>
            );
          }
          return (
            <li key={to} className="stack tight">
              <div>
                <Button
                  disabledFocusable={first.length > 0}
                  aria-describedby={first.length > 0 ? `missing-${to}` : undefined}
                  onClick={() => setOpen(to)}
                >
                  {t.moveTo(w.caseState[to])}
                </Button>
              </div>
              {first.length > 0 && (
                <div id={`missing-${to}`}>
                  <p className="muted">{t.stillMissing}</p>
                  <ul>
                    {first.map((guard) => (
                      <li key={guard}>
                        {w.guard[guard]}
                        {cureOf[guard] && (
                          <>
                            {' '}
                            <To route={{ ...route, part: cureOf[guard] }}>{t.toPart[cureOf[guard]]}</To>
                          </>
                        )}
                      </li>
                    ))}
                  </ul>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
};
