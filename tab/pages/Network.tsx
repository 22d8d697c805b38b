import { setUpSteps } from '#domain/network.ts';
import type { NetworkView } from '#domain/see.ts';
import type { MyNetwork } from '../api.ts';
import { useHere, useLook } from '../here.ts';
import { Notice, Shown, Title } from '../parts/page.tsx';
import Founding from '../parts/network/Founding.tsx';
import { Members } from '../parts/network/Members.tsx';
import { Norms } from '../parts/network/Norms.tsx';
import { Organisations } from '../parts/network/Organisations.tsx';
import { Standing } from '../parts/network/Standing.tsx';

const Channel = ({ network }: Readonly<{ network: NetworkView }>) => {
  const { t, w } = useHere();
  const { setUp } = network;
  if (!setUp) return <p>{network.channel ? t.channelReady : t.channelNone}</p>;
  const finished = setUpSteps.every((step) => setUp.done.includes(step));
  return (
    <>
      <p>{finished ? t.channelReady : t.channelBusy}</p>
      <ul className="plain">
        {setUpSteps.map((step) => {
          const failed = setUp.failed?.step === step;
          const done = setUp.done.includes(step);
          return (
            <li key={step}>
              <span aria-hidden="true">{done ? '✓' : failed ? '✗' : '○'}</span> {w.setUpStep[step]}:{' '}
              {done ? t.stepDone : failed ? t.stepFailed : t.stepWaits}
            </li>
          );
        })}
      </ul>
      {setUp.failed && (
        <Notice kind="warning">
          <p>
            {t.setUpFailed} <code>{setUp.failed.code}</code>
          </p>
        </Notice>
      )}
    </>
  );
};

/** Who takes part, and under which covenant. */
export default function Network({ mine }: Readonly<{ mine: MyNetwork }>) {
  const { t, me } = useHere();
  const look = useLook<NetworkView>(`/api/${mine.code}`);
  return (
    <>
      <Title name={t.networkTitle(mine.name)} />
      <Shown of={look}>
        {(network) => (
          <>
            <Standing network={network} mine={mine} />
            <section className="stack" aria-label={t.organisations}>
              <h2>{t.organisations}</h2>
              <Organisations network={network} mine={mine} />
            </section>
            <section className="stack" aria-label={t.members}>
              <h2>{t.members}</h2>
              <Members network={network} mine={mine} />
            </section>
            <section className="stack" aria-label={t.norms}>
              <h2>{t.norms}</h2>
              <Norms network={network} mine={mine} />
            </section>
            <section className="stack" aria-label={t.channel}>
              <h2>{t.channel}</h2>
              <Channel network={network} />
            </section>
            {me.founds && <Founding />}
          </>
        )}
      </Shown>
    </>
  );
}
