/** What goes into the address of a question to Graph. */

export const id = encodeURIComponent;
/** a text inside an OData filter */
export const quoted = (text: string) => `'${text.replaceAll("'", "''")}'`;
export const query = (options: Readonly<Record<string, string>>) =>
  Object.entries(options)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
