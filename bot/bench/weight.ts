/** How much of the built tab travels (gzip, in KiB). What each page weighs with all it needs, the build itself says. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

export const weightOf = (folder: string): Readonly<{ firstLoadKB: number; heaviestFurtherFileKB: number }> => {
  const html = readFileSync(join(folder, 'index.html'), 'utf8');
  const kilobytes = (file: string): number => gzipSync(readFileSync(join(folder, file))).length / 1024;
  const files = readdirSync(join(folder, 'assets')).map((file) => `assets/${file}`);
  // What the page asks for at once: its scripts, their preloads and its styles.
  const isFirst = (file: string): boolean => html.includes(`"/tab/${file}"`);
  const first = ['index.html', ...files.filter(isFirst)];
  const further = files.filter((file) => file.endsWith('.js') && !isFirst(file));
  return {
    firstLoadKB: Number(first.reduce((sum, file) => sum + kilobytes(file), 0).toFixed(1)),
    heaviestFurtherFileKB: Number(Math.max(...further.map(kilobytes)).toFixed(1)),
  };
};
