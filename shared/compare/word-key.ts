// When two words count as the same: case, accents, plural and common endings do not matter. Knows words alone, not sentences.

const listed = (words: string): Set<string> => new Set(words.split(' '));

/** Words that join others and say little by themselves: English, German, French, Spanish. */
const joining = listed(
  'a an the this that these those it its they them their he she his her we our you your i my me us who whom which what as at by for from in into of off on onto over per to up with within about above after again against all also am and any are be because been before being below between both but can could did do does doing down during each few had has have having here how if is just more most much many nor not no now only or other out own same should so some such than then there through too under until very was were when where while why will would may might must shall one however therefore thus often typically usually generally ' +
    'der die das ein eine einer eines einem einen und oder aber ist sind war waren wird werden wurde wurden hat haben hatte im in am an auf aus bei mit nach von vom zu zum zur für durch um über unter vor als auch es er sie wir ihr ihre sein seine sich nicht kein keine keiner dass wenn man so nur noch sehr mehr ' +
    'le la les un une des du de et ou mais est sont était a ont dans en sur par pour avec ce cette ces il elle ils elles qui que ne pas au aux se son sa ses plus ' +
    'el los las una unos unas del y o pero es son fue era ha han en por para con su sus que no al se lo más',
);

const cjk = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u;
/** Japanese particles and endings that stand alone as words. */
const particles = listed(
  'は が を に で と も の へ や か た て だ ます ました です し れ い な る ある いる する 的 了 是 在 和',
);

/** Whether the word only joins others. Takes any case. */
export const isJoining = (word: string): boolean => {
  const lower = word.toLowerCase();
  return joining.has(lower) || particles.has(lower);
};

const withoutEnding = (word: string): string => {
  if (word.length < 4 || cjk.test(word)) return word;
  let stem = word.replace(/['’](?:s|d|ll|ve|re|m)?$/u, '');
  if (stem.length > 4 && stem.endsWith('ies')) stem = `${stem.slice(0, -3)}y`;
  else if (stem.length > 3 && /[^suie]s$/u.test(stem)) stem = stem.slice(0, -1);
  else if (stem.length > 4 && /(?:[sxz]|[cs]h|[aeou])es$/u.test(stem)) stem = stem.slice(0, -2);
  else if (stem.length > 4 && stem.endsWith('es')) stem = stem.slice(0, -1);
  const participle = /^(.{3,})(?:ing|ed)$/u.exec(stem)?.[1];
  if (participle !== undefined && /[aeiouy]/u.test(participle))
    stem = participle.replace(/([bdgmnprt])\1$/u, '$1');
  if (stem.length > 6) stem = stem.replace(/(?:en|em|er)$/u, '');
  if (stem.length > 3) stem = stem.replace(/e$/u, '');
  return stem;
};

/** The form by which a word is compared. */
export const wordKey = (word: string): string =>
  withoutEnding(
    word
      .normalize('NFKD')
      .replace(/\p{Mn}/gu, '')
      .normalize('NFKC')
      .toLowerCase(),
  );
