/** The least that Fluent UI can show: what the tab's first content is compared with. */
import { FluentProvider, teamsLightTheme, Text } from '@fluentui/react-components';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';

createRoot(document.getElementById('root')).render(
  createElement(FluentProvider, { theme: teamsLightTheme }, createElement(Text, { as: 'h1' }, 'Leeg')),
);
