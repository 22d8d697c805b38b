/** What makes a view of a thing: only the files of this folder may (floors.test.ts). */

export declare const brand: unique symbol;

export type Branded<Name extends string, T> = Readonly<T> & { readonly [brand]: Name };

export const made = <Name extends string, T>(view: T) => view as Branded<Name, T>;

export const optional = <K extends string, V>(key: K, value: V | undefined): { [k in K]?: V } =>
  (value === undefined ? {} : { [key]: value }) as { [k in K]?: V };
