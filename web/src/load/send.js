// Sends files to the server: one at a time to be read, so that each has its own progress and its own error; all together
// to be stored, where the server tells each file as it is done (application/x-ndjson, one line a file).
import { ApiError, send } from '../api.js';

function form(files) {
  const data = new FormData();
  for (const file of files) data.append('file', file, file.name);
  return data;
}

/// What was understood in one file, nothing stored: one answer, or one for each source in an archive.
export async function read(file, token, signal) {
  const response = await send('read', { form: form([file]), token, signal });
  return (await response.json()).files;
}

/// Stores the files; `onFile` at each line. Answers with the number of sources that the store then holds, if told.
export async function build(files, token, onFile) {
  const response = await send('build', { form: form(files), token, accept: 'application/x-ndjson' });
  let sources;
  const line = (text) => {
    if (!text.trim()) return;
    const told = JSON.parse(text);
    if (told.error && !told.name) throw new ApiError(500, told.error);
    if (told.sources !== undefined) sources = told.sources;
    if (told.name) onFile(told);
    (told.files ?? []).forEach(onFile);
  };
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const lines = (rest + part.value).split('\n');
    rest = lines.pop();
    lines.forEach(line);
  }
  line(rest);
  return sources;
}
