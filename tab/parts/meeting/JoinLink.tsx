import { useHere } from '../../here.ts';

/** Teams opens its own meetings better than a browser does. */
export const JoinLink = ({ url }: Readonly<{ url: string }>) => {
  const { t, teams } = useHere();
  return (
    <p>
      <a
        href={url}
        target="_blank"
        rel="noreferrer"
        className="link"
        onClick={(event) => {
          event.preventDefault();
          teams.open(url);
        }}
      >
        {t.joinOnline}
      </a>
    </p>
  );
};
