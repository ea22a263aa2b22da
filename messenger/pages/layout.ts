// The frame of every page, and the headers that keep it harmless: no script at all, nothing from elsewhere, no frame.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieValue } from '../http/identity.ts';
import { type Html, html } from './html.ts';
import { chooseLanguage, type Language, type Words, wordsOf } from './words.ts';

/** What a page needs to know of the request. */
export interface Visit {
  readonly language: Language;
  readonly words: Words;
  /** Path with `?lang=` for the other language; the page's other parameters are kept. */
  readonly otherLanguage: string;
  readonly signedInAs: string | undefined;
  /** Whether this request chose the language, so that the next ones should keep it. */
  readonly chosen: boolean;
}

export interface Page {
  readonly title: string;
  readonly main: Html;
}

const LANGUAGE_COOKIE = 'yeoul_lang';
const YEAR_S = 31_536_000;

const POLICY = [
  "default-src 'none'",
  "img-src 'self'",
  "media-src 'self'",
  "style-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Reads language and visitor from a request. */
export function visitOf(request: FastifyRequest): Visit {
  const url = new URL(request.url, 'http://page.invalid');
  const asked = url.searchParams.get('lang');
  const kept = cookieValue(request.headers.cookie, LANGUAGE_COOKIE);
  const language = chooseLanguage(asked ?? kept, request.headers['accept-language']);
  url.searchParams.set('lang', language === 'ko' ? 'en' : 'ko');
  return {
    language,
    words: wordsOf(language),
    otherLanguage: `${url.pathname}${url.search}`,
    signedInAs: request.viewer?.name,
    chosen: asked === language,
  };
}

/** Sends a page. */
export function sendPage(reply: FastifyReply, visit: Visit, page: Page, status = 200): FastifyReply {
  if (visit.chosen) {
    reply.header(
      'set-cookie',
      `${LANGUAGE_COOKIE}=${visit.language}; Path=/; SameSite=Lax; Max-Age=${YEAR_S}`,
    );
  }
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': POLICY,
      'content-language': visit.language,
      'cache-control': 'no-store',
      vary: 'accept-language, cookie',
      'x-robots-tag': 'noindex',
      'cross-origin-opener-policy': 'same-origin',
    })
    .serializer((body: unknown) => String(body))
    .send(frame(visit, page).markup);
}

/** The page for everything that is not there, not shown, or not for this visitor: always the same. */
export function sendAbsent(reply: FastifyReply, visit: Visit): FastifyReply {
  const { words } = visit;
  const main = html`<h1>${words.absentTitle}</h1>
    <p class="lead">${words.absent}</p>
    <p class="more"><a href="/">${words.home}</a></p>`;
  return sendPage(reply, visit, { title: words.absentTitle, main }, 404);
}

function frame({ language, words, otherLanguage, signedInAs }: Visit, page: Page): Html {
  const other = language === 'ko' ? 'en' : 'ko';
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · Yeoul</title>
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header><div>
  <a class="wordmark" href="/">${language === 'ko' ? '여울' : 'Yeoul'}</a>
  ${signedInAs === undefined ? html`<a href="/sign-in">${words.signIn}</a>` : html`<span class="quiet">${signedInAs}</span>`}
  <a href="${otherLanguage}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>
</div></header>
<main>
${page.main}
</main>
<footer><div>${words.footer}</div></footer>
</body>
</html>
`;
}
