import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import type { Plugin } from 'vite';

/** Below this many bytes a file fits in the packet that its headers come in. */
const small = 1024;

/** Lays next to each file what goes over the line: a build may take the time that a visitor should not wait for. */
export const compress = (): Plugin => ({
  name: 'compress',
  async writeBundle({ dir = '' }, bundle) {
    const contents = Object.values(bundle).map((file) => ({
      path: join(dir, file.fileName),
      content: Buffer.from(file.type === 'chunk' ? file.code : file.source),
    }));
    await Promise.all(
      contents
        .filter(({ content }) => content.length > small)
        .flatMap(({ path, content }) => [
          promisify(brotliCompress)(content).then((packed) => writeFile(`${path}.br`, packed)),
          promisify(gzip)(content).then((packed) => writeFile(`${path}.gz`, packed)),
        ]),
    );
  },
});
