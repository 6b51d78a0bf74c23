// Who may write: the token of the server, kept until the tab is closed, and the name that judgements are signed with,
// kept by the browser. Without `writable` it says that this server is read-only and what does the same.
import { useState } from 'preact/hooks';
import { t } from '../language.js';

const TOKEN = 'luocdo.token';
const NAME = 'luocdo.name';

function read(store, key) {
  try {
    return store().getItem(key) ?? '';
  } catch {
    return '';
  }
}
function keep(store, key, value) {
  try {
    store().setItem(key, value);
  } catch {
    /* private mode: it lasts as long as the page */
  }
}

export function useWriter() {
  const [token, setToken] = useState(() => read(() => sessionStorage, TOKEN));
  const [name, setName] = useState(() => read(() => localStorage, NAME));
  return {
    token,
    name,
    setToken: (value) => {
      setToken(value);
      keep(() => sessionStorage, TOKEN, value);
    },
    setName: (value) => {
      setName(value);
      keep(() => localStorage, NAME, value);
    },
  };
}

export function Writer({ writer, named, refused }) {
  return (
    <form class="writer" onSubmit={(event) => event.preventDefault()}>
      {named && (
        <label>
          {t('write.name')}{' '}
          <input
            type="text"
            autocomplete="name"
            value={writer.name}
            onInput={(event) => writer.setName(event.currentTarget.value)}
          />
        </label>
      )}
      <label>
        {t('write.token')}{' '}
        <input
          type="password"
          autocomplete="off"
          value={writer.token}
          aria-invalid={refused || undefined}
          aria-describedby="write-about"
          onInput={(event) => writer.setToken(event.currentTarget.value.trim())}
        />
      </label>
      <p id="write-about" class={refused ? 'refused' : 'muted small'}>
        {t(refused ? 'error.401' : 'write.about')}
      </p>
    </form>
  );
}

export function ReadOnly({ command }) {
  return (
    <div class="panel read-only">
      <p>{t('write.read-only')}</p>
      <p class="muted">
        {t('write.way')} <code>{command}</code>
      </p>
    </div>
  );
}
