import { Button } from '@fluentui/react-components';
import { ShareRegular } from '../icons.ts';
import { useHere } from '../here.ts';
import { searchOf, subPageOf, type Route } from '../route.ts';

type ShareProps = Readonly<{
  route: Route;
  /** what the link is called in a chat */
  label: string;
  /** what it is called here, where there are more of its kind */
  name?: string;
  bare?: boolean;
}>;

/** Hands on a link to this place. It carries ids; who may not see what it leads to still does not. */
export const Share = ({ route, label, name = label, bare = false }: ShareProps) => {
  const { t, teams, say } = useHere();
  const share = async () => {
    try {
      const how = await teams.share({ subPageId: subPageOf(route), label, search: searchOf(route) });
      if (how === 'copied') say(t.linkCopied);
    } catch {
      say(t.linkNotShared);
    }
  };
  return (
    <Button appearance="subtle" icon={<ShareRegular />} aria-label={t.shareLinkOf(name)} onClick={() => void share()}>
      {!bare && t.shareLink}
    </Button>
  );
};
