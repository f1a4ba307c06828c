/**
 * A member name as the most tolerant reader compares it. Go's encoding/json, which many OpenAI-compatible
 * servers and gateways use, takes `MODEL` for `model` and lets the last one win
 * (https://pkg.go.dev/encoding/json#Unmarshal), so `{"model":"cheap","MODEL":"dear"}` must not get past.
 */
export function foldName(name: string): string {
  // Upper case first: U+017F and U+212A are letters s and k to such a reader.
  return plain.test(name) ? name : name.toUpperCase().toLowerCase();
}

const plain = /^[a-z0-9_]*$/;
