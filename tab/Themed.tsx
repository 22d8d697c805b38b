import {
  FluentProvider,
  teamsDarkTheme,
  teamsHighContrastTheme,
  teamsLightTheme,
  type Theme,
} from '@fluentui/react-components';
import { useEffect, useState, type ReactNode } from 'react';
import type { Teams, ThemeName } from './teams.ts';

const themes: Readonly<Record<ThemeName, Theme>> = {
  light: teamsLightTheme,
  dark: teamsDarkTheme,
  contrast: teamsHighContrastTheme,
};

type ThemedProps = Readonly<{ children: ReactNode; teams?: Pick<Teams, 'theme' | 'onTheme'> | undefined }>;

/** In the colours of Teams, also when they change; without Teams in the light ones. */
export const Themed = ({ children, teams }: ThemedProps) => {
  const [changed, setChanged] = useState<ThemeName>();
  useEffect(() => teams?.onTheme(setChanged), [teams]);
  const theme = changed ?? teams?.theme ?? 'light';
  return (
    <FluentProvider theme={themes[theme]} className={`app ${theme}`}>
      {children}
    </FluentProvider>
  );
};
