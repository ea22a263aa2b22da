// How one message looks on a page, shown or hidden.
import type { AttachedMedia, MessageRecord } from '../messages/records.ts';
import { isShown } from '../messages/visibility.ts';
import { type Html, html } from './html.ts';
import type { Visit } from './layout.ts';

/** A message as an article. What is hidden keeps its place and says so; who wrote it and when is not told. */
export function messageView(visit: Visit, message: MessageRecord): Html {
  if (!isShown(message))
    return html`<article class="message absent"><p>${visit.words.hiddenMessage}</p></article>`;
  const address = `/r/${message.room.slug}/m/${message.id}`;
  return html`<article class="message" id="m${message.id}">
  <p class="by"><span class="who">${message.author.name}</span> <a href="${address}">${moment(visit, message.sentAt)}</a></p>
  ${message.forwardedFrom === undefined ? undefined : html`<p class="forwarded">${visit.words.forwarded}</p>`}
  ${message.room.encrypted === true ? html`<p class="forwarded">${visit.words.sealedWithoutScript}</p>` : content(visit, message)}
</article>`;
}

function content(visit: Visit, message: MessageRecord): Html {
  return html`${message.text === null ? undefined : html`<p class="text">${message.text}</p>`}
  ${message.media.map((media) => mediaView(visit, media))}`;
}

function mediaView({ words }: Visit, media: AttachedMedia): Html {
  if (media.hidden || media.deleted) return html`<figure class="gone">${words.hiddenPicture}</figure>`;
  const address = `/media/${media.blob}`;
  if (media.mime.startsWith('video/')) {
    return html`<figure><video controls preload="metadata" playsinline src="${address}"></video></figure>`;
  }
  return html`<figure><img src="${address}" alt="${words.picture}" loading="lazy"></figure>`;
}

function moment({ language }: Visit, at: Date): Html {
  const shown = new Intl.DateTimeFormat(language === 'ko' ? 'ko-KR' : 'en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'Asia/Seoul',
  }).format(at);
  return html`<time datetime="${at.toISOString()}">${shown}</time>`;
}
