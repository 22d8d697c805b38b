import { describe, expect, test } from '@jest/globals';
import { markdown } from './markdown.js';

describe('markdown', () => {
  test.each([
    ['**5 afspraken**, *1 te laat*', '<p><strong>5 afspraken</strong>, <em>1 te laat</em></p>'],
    ['_let op_ en snake_case_naam', '<p><em>let op</em> en snake_case_naam</p>'],
    ['een\ntwee\n\ndrie', '<p>een<br>twee</p><p>drie</p>'],
    ['- een\n- **twee**', '<ul><li>een</li><li><strong>twee</strong></li></ul>'],
    ['1. een\n2. twee', '<ol><li>een</li><li>twee</li></ol>'],
    [
      '[tab](https://teams.microsoft.com/l/x?a=1&b=2)',
      '<p><a href="https://teams.microsoft.com/l/x?a=1&amp;b=2">tab</a></p>',
    ],
    ['3 * 4 * 5', '<p>3 * 4 * 5</p>'],
  ])('%j', (text, html) => expect(markdown(text)).toBe(html));

  test.each([
    ['<img src=x onerror=alert(1)>', '<p>&lt;img src=x onerror=alert(1)&gt;</p>'],
    ['[x](javascript:alert(1))', '<p>[x](javascript:alert(1))</p>'],
    ['[x](https://a"onclick="b)', '<p><a href="https://a&quot;onclick=&quot;b">x</a></p>'],
    ['\\*geen\\* \\[link\\](https://a)', '<p>*geen* [link](https://a)</p>'],
    ['\\<b\\>', '<p>&lt;b&gt;</p>'],
    ['\uE0000\uE001', '<p>0</p>'],
  ])('nothing but text comes of %j', (text, html) => expect(markdown(text)).toBe(html));
});
