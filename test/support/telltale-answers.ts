import { canaries, keyOf } from './marked-secrets.ts';
import { chunkedHead, rawAnswer, rawChunk, type RawAnswerer } from './raw-upstream.ts';

/** A provider's ways to answer, each of which says what nobody else may hear of. */
export const telltaleAnswers: Readonly<Record<string, RawAnswerer>> = {
  'in order': (request, socket) => {
    const said = JSON.stringify({
      choices: [{ message: { content: canaries.completion } }],
      usage: {},
    });
    if (!/"stream":true|alt=sse/.test(request.line + request.body.toString())) {
      socket.write(rawAnswer(said));
      return;
    }
    socket.write(chunkedHead() + rawChunk(`data: ${said}\n\ndata: [DONE]\n\n`).toString());
    socket.write(rawChunk(''));
  },
  ...Object.fromEntries(
    [400, 401, 403, 404, 429, 500, 529].map(
      (status) =>
        [
          `with ${status} and all it was sent`,
          (request, socket) => socket.write(rawAnswer(request.bytes, undefined, `${status} X`)),
        ] satisfies [string, RawAnswerer],
    ),
  ),
  'with a redirect that names the key': (_request, socket) =>
    socket.write(
      rawAnswer('', [['location', `http://x/?key=${keyOf(canaries.providerKey)}`]], '302 X'),
    ),
  'with half a stream': (_request, socket) => {
    socket.write(
      chunkedHead() +
        rawChunk(`data: {"choices":[{"delta":{"content":"${canaries.completion}`).toString(),
    );
    setImmediate(() => socket.resetAndDestroy());
  },
  'with half a body': (_request, socket) => {
    socket.write(`HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n${canaries.completion}`);
    setImmediate(() => socket.resetAndDestroy());
  },
  'with what is no HTTP': (request, socket) => socket.end(request.bytes),
  'with nothing': (_request, socket) => socket.destroy(),
};
