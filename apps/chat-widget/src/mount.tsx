/** The page at /chat/<key>: in a frame it waits for the page around it, alone it opens by itself. */
import { render } from 'preact';
import { createApp } from './app.js';
import { connectHost } from './host.js';
import './view/style.css';

const key = decodeURIComponent(location.pathname.split('/').at(-1) ?? '');
const asked = new URLSearchParams(location.search);
const isEmbedded = asked.has('embed') && parent !== window;
const place = document.body.appendChild(document.createElement('div'));
const draw = (view: Parameters<typeof render>[0]) => render(view, place);

if (isEmbedded) {
  const app = createApp({
    key,
    draw,
    emit: (name, value) => host.emit(name, value),
    onClose: () => host.say('closed'),
  });
  const host = connectHost((message) => {
    switch (message.type) {
      case 'boot':
        return app.start(message.settings, message.page, message.isOpen);
      case 'update':
        return app.update(message.settings);
      case 'open':
      case 'close':
        return app.look(message.type === 'open');
      case 'page':
        return app.setPage(message.page);
      case 'write':
        return app.write(message.text);
      case 'shutdown':
        app.forget();
        return host.say('gone');
    }
  });
} else {
  const app = createApp({ key, draw, emit: () => undefined, onClose: null });
  const locale = [asked.get('locale') ?? '', ...navigator.languages];
  app.start({ locale }, { url: location.origin + location.pathname, title: document.title }, true);
}
