/* Runs in a browser, on the page that is looked at. */
/* global document, getComputedStyle, HTMLElement */

/** What breaks a page for those who do not see it. */
function problemsOf() {
  const problems = [];
  const all = [...document.querySelectorAll('*')];
  const ids = all.map(({ id }) => id).filter((id) => id !== '');
  if (new Set(ids).size !== ids.length) problems.push('two elements have one id');
  if (document.documentElement.lang === '') problems.push('the page has no language');
  if (document.querySelectorAll('main').length !== 1) problems.push('there is not one main');
  for (const link of document.querySelectorAll('a')) {
    const target = link.getAttribute('href') ?? '';
    if (!ids.includes(target.slice(1))) problems.push(`${target} leads nowhere`);
    if (link.textContent.trim() === '') problems.push(`the link to ${target} has no name`);
  }
  for (const cell of document.querySelectorAll('th')) {
    if (cell.scope === '' || cell.textContent.trim() === '') problems.push(`a header of a table says nothing`);
  }
  for (const input of document.querySelectorAll('input')) {
    if ((input.labels ?? []).length === 0) problems.push(`an input has no label`);
  }
  for (const named of document.querySelectorAll('[aria-labelledby]')) {
    const name = document.getElementById(named.getAttribute('aria-labelledby') ?? '');
    if (name === null || name.textContent.trim() === '') problems.push('something is named after what is not there');
  }
  for (const part of all) {
    const scrolls = /auto|scroll/.test(getComputedStyle(part).overflowX) && part.scrollWidth > part.clientWidth + 1;
    if (scrolls && !(part instanceof HTMLElement && part.tabIndex >= 0))
      problems.push(`.${part.className} needs a mouse`);
  }
  for (const image of document.querySelectorAll('svg')) {
    if (image.getAttribute('aria-hidden') !== 'true' && !image.hasAttribute('aria-label'))
      problems.push('a picture has no text');
  }
  let level = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4, h5, h6')) {
    const own = Number(heading.tagName.slice(1));
    if (own > level + 1) problems.push(`${heading.tagName} ${heading.textContent} stands under h${level}`);
    level = own;
  }
  const items = document.querySelectorAll('ul > :not(li), ol > :not(li), dl > :not(dt, dd)');
  if (items.length > 0) problems.push('a list holds what is no item');
  return [...new Set(problems)];
}

/** Texts that stand out less than 4.5 : 1 from what they stand on. */
function poorContrasts() {
  const channels = (colour) => (colour.match(/[\d.]+/g) ?? []).map(Number);
  const luminance = (colour) => {
    const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => {
      const share = value / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const groundOf = (element) => {
    for (let one = element; one !== null; one = one.parentElement) {
      const { backgroundColor } = getComputedStyle(one);
      if (channels(backgroundColor)[3] !== 0) return backgroundColor;
    }
    return 'rgb(255, 255, 255)';
  };
  const poor = [...document.body.querySelectorAll('*')].flatMap((element) => {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === 3 && (node.textContent ?? '').trim() !== '',
    );
    const isShown = element.getClientRects().length > 0 && !element.matches('.hidden, .skip, title');
    if (!hasText || !isShown || element.closest('svg') !== null) return [];
    const [a, b] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    return ratio < 4.5 ? [`${element.tagName}.${element.className} ${ratio.toFixed(2)}`] : [];
  });
  return [...new Set(poor)];
}

({ problems: problemsOf, contrasts: poorContrasts });
