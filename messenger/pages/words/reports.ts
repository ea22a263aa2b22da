// Words of a report: the form, the receipt, what became of it. Calm, and never a word that asks for the picture.

export const REPORT_WORDS = {
  report: { ko: '신고', en: 'Report' },
  reportTitle: { ko: '플랫폼에 알리기', en: 'Tell the platform' },
  reportLead: {
    ko: '당신의 잘못이 아닙니다. 사람이 읽고, 맞으면 먼저 가립니다.',
    en: 'This is not your fault. A person reads it, and hides it first if it qualifies.',
  },
  reportOf: { ko: '알리려는 것', en: 'What this is about' },
  reportOfMessage: { ko: '{name} 님이 보낸 메시지', en: 'A message from {name}' },
  reportOfMedia: { ko: '{name} 님이 보낸 사진이나 영상 하나', en: 'One picture or video from {name}' },
  reportOfPerson: { ko: '{name} 님', en: '{name}' },
  reportOfRoom: { ko: '{title} 방', en: 'The room {title}' },
  reportLink: { ko: '어디에 있나요? 주소를 붙여 넣어 주세요', en: 'Where is it? Paste its address' },
  reportLinkHint: {
    ko: '방, 메시지, 초대장, 파일의 주소면 됩니다. 열어 보지 않아도 됩니다.',
    en: 'The address of a room, a message, an invitation or a file. You need not open it.',
  },
  reportLinkForeign: {
    ko: '이 메신저의 주소로 읽지 못했습니다. 주소창에 있는 그대로 붙여 넣어 주세요.',
    en: 'We could not read this as an address of this messenger. Paste it as it stands in the address bar.',
  },
  reportWhy: { ko: '어떤 일인가요? (여러 개 가능)', en: 'What is it? (more than one is fine)' },
  reportNoReason: { ko: '하나만 골라도 됩니다.', en: 'One is enough: please choose.' },
  reportWords: { ko: '덧붙일 말 (적지 않아도 됩니다)', en: 'Anything to add (you may leave this empty)' },
  reportContact: {
    ko: '연락받을 곳 (적지 않아도 됩니다)',
    en: 'Where to reach you (you may leave this empty)',
  },
  reportContactHint: {
    ko: '담당자만 봅니다. 신고한 사람은 누구에게도 알려지지 않습니다.',
    en: 'Only the people who decide see it. Nobody is told who reported.',
  },
  reportGiveKey: {
    ko: '파일을 여는 열쇠를 담당자에게 건넵니다',
    en: 'Hand over the key that opens the file to the people who decide',
  },
  reportGiveKeyHint: {
    ko: '이 방은 암호화되어 있어 플랫폼은 안을 볼 수 없습니다. 열쇠는 이 신고의 파일만 엽니다. 건네지 않아도 가릴 수 있습니다.',
    en: 'This room is encrypted: the platform cannot see inside. The key opens the files of this report only. They can be hidden without it.',
  },
  reportSend: { ko: '알리기', en: 'Send the report' },
  reportDone: { ko: '받았습니다', en: 'We have it' },
  reportCode: { ko: '접수 코드', en: 'Receipt code' },
  reportCodeLead: {
    ko: '이 코드로 어떻게 되었는지 물을 수 있습니다. 다시 보여 드릴 수 없으니, 남이 보지 않는 곳에 적어 두세요.',
    en: 'With this code you can ask what became of it. We cannot show it again: write it down where nobody else looks.',
  },
  reportNext: {
    ko: '사람이 읽고 판단합니다. 급하면 가까운 상담소나 경찰에 함께 알려 주세요.',
    en: 'A person reads it and decides. If it is urgent, tell a help line or the police as well.',
  },
  reportStateTitle: { ko: '어떻게 되었나요?', en: 'What became of it?' },
  reportStateLead: {
    ko: '접수 코드를 적어 주세요. 띄어쓰기와 대소문자는 상관없습니다.',
    en: 'Write the receipt code. Spaces and capitals do not matter.',
  },
  reportStateAsk: { ko: '확인', en: 'Look' },
  reportStateUnknown: {
    ko: '이 코드의 신고를 찾지 못했습니다. 한 글자씩 확인해 주세요.',
    en: 'No report has this code. Check it letter by letter.',
  },
  reportReceived: {
    ko: '받았습니다. 아직 아무도 읽지 않았습니다.',
    en: 'Received. Nobody has read it yet.',
  },
  reportLooking: { ko: '담당자가 보고 있습니다.', en: 'Somebody is looking at it.' },
  reportActed: { ko: '조치했습니다.', en: 'Something was done about it.' },
  reportDeclined: {
    ko: '조치하지 않았습니다. 새로운 사정이 있으면 다시 알려 주세요.',
    en: 'Nothing was done. If there is something new, tell us again.',
  },
  reportSince: { ko: '받은 때 {at} · 마지막 변화 {changed}', en: 'Received {at} · last change {changed}' },
  reportSlow: {
    ko: '요청이 많습니다. 잠시 뒤에 다시 눌러 주세요. 적은 것은 그대로 있습니다.',
    en: 'Too much at once. Press again in a while. What you wrote is still here.',
  },
  reportThis: { ko: '이것을 신고하기', en: 'Report this' },
} as const;
