/** Reads members of JSON that a provider sent: any shape may come, nothing here throws. */

/** The member's own value; undefined where `value` is no object or has no such member. */
export function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? Reflect.get(value, name)
    : undefined;
}

/** Whether `value` is a JSON object: neither null nor an array. */
export function isJsonObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Items of a JSON array; none for anything else. */
export function items(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const maxModelLength = 256;

/** It is recorded and shown: nothing that could steer a terminal may be part of it. */
const modelText = /^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+$/u;

/** A model id as a provider named it; null for anything that cannot be one. */
export function modelId(value: unknown): string | null {
  return isModelId(value) ? value : null;
}

export function isModelId(value: unknown): value is string {
  return typeof value === 'string' && value.length <= maxModelLength && modelText.test(value);
}

/** Undefined where the text is not JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
