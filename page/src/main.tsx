import './styles/fonts.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/views.css';
import { render } from 'preact';
import { enter } from './api/calls';
import { App } from './app';
import { loadMeta } from './meta';

// A link to a server that asks for a token bears it behind `#`, which no log keeps. It is exchanged
// for a cookie at once and taken off the address.
async function enterWithToken() {
  const given = /[#&]token=([^&]+)/.exec(location.hash)?.[1];
  if (!given) return;
  history.replaceState(null, '', location.pathname + location.search);
  try {
    await enter(decodeURIComponent(given));
  } catch {
    return;
  }
}

const root = document.getElementById('page');
if (root) render(<App />, root);
await enterWithToken();
await loadMeta();
