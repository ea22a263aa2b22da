// The frame of every page, and the headers that keep it harmless: nothing from elsewhere, no frame, no script but our own files,
// and none at all on the pages that anybody may open.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { cookieValue } from '../http/identity.ts';
import { clientAssets } from './client-assets.ts';
import { type Html, html } from './html.ts';
import { chooseLanguage, type Language } from './words/language.ts';
import { type Words, wordsOf } from './words.ts';

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
  /** Path of a script of ours. */
  readonly script?: string;
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

/** Pages with a script: our own files only; `blob:` shows a picture that is being sent. */
const SCRIPT_POLICY = POLICY.replace("img-src 'self'", "img-src 'self' blob:")
  .replace("media-src 'self'", "media-src 'self' blob:")
  .concat(
    "; script-src 'self'; connect-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'",
  );

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
export async function sendPage(
  reply: FastifyReply,
  visit: Visit,
  page: Page,
  status = 200,
): Promise<FastifyReply> {
  const { styles } = await clientAssets();
  return sendHtml(reply, visit, frame(visit, page, styles.plain.path), page.script !== undefined, status);
}

/** Sends a whole document, with the headers of every page. */
export function sendHtml(
  reply: FastifyReply,
  visit: Visit,
  document: Html,
  script: boolean,
  status = 200,
): FastifyReply {
  if (visit.chosen) reply.header('set-cookie', languageCookie(visit));
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .headers({
      'content-security-policy': script ? SCRIPT_POLICY : POLICY,
      'content-language': visit.language,
      'cache-control': 'no-store',
      vary: 'accept-language, cookie',
      'x-robots-tag': 'noindex',
      'cross-origin-opener-policy': 'same-origin',
    })
    .serializer((body: unknown) => String(body))
    .send(document.markup);
}

/** The cookie that keeps the language for the next pages. */
export function languageCookie({ language }: Visit): string {
  return `${LANGUAGE_COOKIE}=${language}; Path=/; SameSite=Lax; Max-Age=${YEAR_S}`;
}

/** The page for everything that is not there, not shown, or not for this visitor: always the same. */
export function sendAbsent(reply: FastifyReply, visit: Visit): Promise<FastifyReply> {
  const { words } = visit;
  const main = html`<h1>${words.absentTitle}</h1>
    <p class="lead">${words.absent}</p>
    <p class="more"><a href="/">${words.home}</a></p>`;
  return sendPage(reply, visit, { title: words.absentTitle, main }, 404);
}

function frame({ language, words, otherLanguage, signedInAs }: Visit, page: Page, style: string): Html {
  const other = language === 'ko' ? 'en' : 'ko';
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · Yeoul</title>
<link rel="stylesheet" href="${style}">
${page.script === undefined ? undefined : html`<script type="module" src="${page.script}"></script>`}
</head>
<body>
<header><div>
  <a class="wordmark" href="/">${words.appName}</a>
  ${signedInAs === undefined ? html`<a href="/sign-in">${words.signIn}</a>` : html`<span class="quiet">${signedInAs}</span>`}
  <a href="${otherLanguage}" lang="${other}" hreflang="${other}">${words.otherLanguage}</a>
</div></header>
<main>
${page.main}
</main>
<footer><div>${words.footer} · <a href="/report">${words.report}</a></div></footer>
</body>
</html>
`;
}
