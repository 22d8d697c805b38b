/** Where an input is wrong, in names of ours only. */
import { z } from 'zod';

const namesIn = (schema: unknown): readonly string[] => {
  if (Array.isArray(schema)) return schema.flatMap(namesIn);
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {}, propertyNames = {} } = schema as {
    properties?: object;
    propertyNames?: { enum?: string[] };
  };
  return [...Object.keys(properties), ...(propertyNames.enum ?? []), ...Object.values(schema).flatMap(namesIn)];
};

/**
 * `moments.1`, `answers`: each place once. A list may have keys of the sender's own; whatever they typed there is not
 * repeated, in an answer or a log.
 */
export const wrongFields = (input: z.ZodType, { issues }: z.ZodError): readonly string[] => {
  const names = new Set(namesIn(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' })));
  const places = issues.map(({ path }) =>
    path.filter((part) => typeof part === 'number' || (typeof part === 'string' && names.has(part))).join('.'),
  );
  return [...new Set(places)];
};
