import type { HtmlTagDescriptor, Plugin, Rolldown } from 'vite';

/** Lets the page fetch this chunk, and what it stands on, from its first line on: not only when the script that imports it runs. */
export const preload = (name: string): Plugin => ({
  name: 'preload',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle = {} }) {
      const chunks = Object.values(bundle).filter((file): file is Rolldown.OutputChunk => file.type === 'chunk');
      const files = chunks.filter((c) => c.name === name).flatMap((c) => [c.fileName, ...c.imports]);
      return files
        .filter((file) => !html.includes(file))
        .map(
          (file): HtmlTagDescriptor => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', fetchpriority: 'low', crossorigin: true, href: `/tab/${file}` },
            injectTo: 'head',
          }),
        );
    },
  },
});
