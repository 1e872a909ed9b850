import type { Language } from '@diwan/contracts';

const texts: Record<Language, { title: string; lead: string; goods: [string, string][]; help: string; note: string }> =
  {
    en: {
      title: 'Saffron & Silk',
      lead: 'Spices, tea and carpets, sent to your door.',
      goods: [
        ['Saffron, 5 g', '€ 24'],
        ['Black tea with bergamot, 250 g', '€ 9'],
        ['Kilim, 120 × 180 cm', '€ 310'],
      ],
      help: 'Ask us about your order',
      note: 'A made-up shop of the demo. What you write in the chat is a ticket in the inbox.',
    },
    fa: {
      title: 'زعفران و ابریشم',
      lead: 'ادویه، چای و فرش، تا درِ خانهٔ شما.',
      goods: [
        ['زعفران، ۵ گرم', '۲۴ یورو'],
        ['چای سیاه با برگاموت، ۲۵۰ گرم', '۹ یورو'],
        ['گلیم، ۱۲۰ × ۱۸۰ سانتی‌متر', '۳۱۰ یورو'],
      ],
      help: 'دربارهٔ سفارش خود بپرسید',
      note: 'فروشگاهی ساختگی برای نمایش. آنچه در گفت‌وگو می‌نویسید، تیکتی در صندوق می‌شود.',
    },
    ar: {
      title: 'زعفران وحرير',
      lead: 'بهارات وشاي وسجاد، حتى باب بيتك.',
      goods: [
        ['زعفران، ٥ غرامات', '٢٤ يورو'],
        ['شاي أسود بالبرغموت، ٢٥٠ غرامًا', '٩ يورو'],
        ['كليم، ١٢٠ × ١٨٠ سم', '٣١٠ يورو'],
      ],
      help: 'اسألونا عن طلبكم',
      note: 'متجر خيالي للعرض. ما تكتبونه في المحادثة يصبح تذكرة في صندوق الوارد.',
    },
  };

const style = `:root{color-scheme:light dark;font:16px/1.7 system-ui,sans-serif}body{margin:0}header{padding:4rem 1.5rem 2rem;max-width:56rem;margin:auto}
h1{font-size:2.4rem;margin:0}main{max-width:56rem;margin:auto;padding:0 1.5rem 6rem}ul{list-style:none;padding:0;display:grid;gap:1rem;grid-template-columns:repeat(auto-fit,minmax(14rem,1fr))}
li{border:1px solid #8885;border-radius:14px;padding:1.5rem}li b{display:block}nav{display:flex;gap:1rem;padding:1rem 1.5rem}a{color:inherit}
button{font:inherit;padding:.6rem 1.2rem;border-radius:999px;border:1px solid #8888;background:none;color:inherit;cursor:pointer}.muted{opacity:.7;font-size:.9rem}`;

const names: Record<Language, string> = { en: 'English', fa: 'فارسی', ar: 'العربية' };

/** @param key of the widget; it is public. */
export function shopPage(language: Language, key: string): string {
  const { title, lead, goods, help, note } = texts[language];
  const others = (Object.keys(names) as Language[]).map((each) =>
    each === language
      ? `<span aria-current="true">${names[each]}</span>`
      : `<a lang="${each}" href="?language=${each}">${names[each]}</a>`,
  );
  return `<!doctype html><html lang="${language}" dir="${language === 'en' ? 'ltr' : 'rtl'}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title><style>${style}</style></head>
<body><nav>${others.join('')}</nav><header><h1>${title}</h1><p>${lead}</p></header>
<main><ul>${goods.map(([name, price]) => `<li><b>${name}</b>${price}</li>`).join('')}</ul>
<p><button type="button" data-diwan-open>${help}</button></p><p class="muted">${note}</p></main>
<script>
  window.DiwanSettings = { key: '${key}', locale: '${language}' };
  (function(w,d){var f=w.Diwan=w.Diwan||function(){(f.q=f.q||[]).push(arguments)};
   var s=d.createElement('script');s.async=1;s.src='/widget.js';d.head.appendChild(s)})(window,document);
</script></body></html>`;
}
