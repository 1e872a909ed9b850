// Theme, language and direction before the first paint. Kept in step with src/i18n/language.ts and src/ui/theme.ts.
(function () {
  var root = document.documentElement;
  var stored = function (key) {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // storage may be blocked; the defaults are good enough until the bundle runs
    }
  };
  var theme = stored('diwan.theme') || 'system';
  var dark = theme === 'dark' || (theme === 'system' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.classList.toggle('dark', dark);
  var language = stored('diwan.language') || (navigator.language || 'en').slice(0, 2);
  if (language !== 'ar' && language !== 'fa') language = 'en';
  root.lang = language;
  root.dir = language === 'en' ? 'ltr' : 'rtl';
})();
