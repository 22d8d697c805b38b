/** What an agreement consists of: in a case and in a meeting the same. */
import { actionTitles, type ActionTitle } from '#domain/action.ts';
import type { NetworkView } from '#domain/see.ts';
import { addDays, todayIs } from '../days.ts';
import { useHere, useNetwork } from '../here.ts';
import { Choice, optionsOf, Text } from './fields.tsx';
import type { FormOf } from './use-form.ts';

export type Agreement = Readonly<{
  title: ActionTitle | '';
  organisation: string;
  owner: string;
  due: string;
  detail: string;
}>;

/** The term the network agreed on, counted from today. */
export const newAgreement = (network: NetworkView | undefined): Agreement => ({
  title: '',
  organisation: '',
  owner: '',
  due: addDays(todayIs(), network?.norms.actionDueDays ?? 14),
  detail: '',
});

/** As the server wants it: an owner of an organisation chosen before is nobody's choice any more. */
export const agreed = (values: Agreement, network: NetworkView | undefined): Agreement => ({
  ...values,
  owner: network?.members.some((m) => m.id === values.owner && m.organisation === values.organisation)
    ? values.owner
    : '',
});

/** Who of the organisation may own it. */
export const ownersOf = (
  network: NetworkView | undefined,
  organisation: string,
): readonly (readonly [string, string])[] => {
  const today = todayIs();
  return (network?.members ?? [])
    .filter((m) => m.organisation === organisation && (!m.until || today <= m.until))
    .map((m) => [m.id, m.name]);
};

export const AgreementFields = ({
  form,
  network: code,
  lines,
}: Readonly<{ form: FormOf<Agreement>; network: string; lines: number }>) => {
  const { t, w } = useHere();
  const network = useNetwork(code);
  const { organisation } = form.values;
  const today = todayIs();
  const covenant = (signed: string | undefined) =>
    signed !== undefined && today <= (network?.covenant.validUntil ?? today);
  return (
    <div className="fields">
      <Choice
        form={form}
        name="title"
        label={t.actionTitle}
        required
        options={optionsOf(actionTitles, w.actionTitle)}
      />
      <Choice
        form={form}
        name="organisation"
        label={t.organisation}
        required
        options={(network?.organisations ?? []).map((o) => [
          o.id,
          covenant(o.signed) ? o.name : `${o.name} (${t.noCovenant})`,
        ])}
      />
      <Choice
        form={form}
        name="owner"
        label={t.owner}
        empty={t.nobodyInParticular}
        options={ownersOf(network, organisation)}
      />
      <Text form={form} name="due" label={t.due} type="date" min={today} required />
      <Text form={form} name="detail" label={t.detail} lines={lines} />
    </div>
  );
};
