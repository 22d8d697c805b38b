import { Field, Select } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import { useHere } from '../here.ts';
import { Title } from '../parts/page.tsx';
import { searchOf } from '../route.ts';
import { configureTab } from '../teams.ts';

/** Shown by Teams when somebody adds the tab to a channel. */
export default function Config() {
  const { t, me } = useHere();
  const [code, setCode] = useState(me.networks.length === 1 ? (me.networks[0]?.code ?? '') : '');
  const chosen = useRef(code);
  const tab = useRef<ReturnType<typeof configureTab>>(undefined);
  useEffect(() => {
    tab.current ??= configureTab(() => ({
      id: `board-${chosen.current}`,
      name: t.boardTab,
      search: searchOf({ page: 'board', network: chosen.current }),
    }));
    chosen.current = code;
    tab.current.valid(code !== '');
  }, [code, t]);
  return (
    <>
      <Title name={t.configTitle} />
      <p>{t.configHint}</p>
      <Field label={t.network} required className="wide">
        <Select value={code} onChange={(_, data) => setCode(data.value)}>
          <option value="">{t.choose}</option>
          {me.networks.map((network) => (
            <option key={network.code} value={network.code}>
              {network.name}
            </option>
          ))}
        </Select>
      </Field>
    </>
  );
}
