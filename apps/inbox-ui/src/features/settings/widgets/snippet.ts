/** What is pasted into a page: it loads the widget beside everything else, and calls made before it is there are kept. */
export function snippetFor(host: string, key: string): string {
  return `<script>
  window.DiwanSettings = { key: '${key}' };
  (function(w,d){var f=w.Diwan=w.Diwan||function(){(f.q=f.q||[]).push(arguments)};
   var s=d.createElement('script');s.async=1;s.src='${host}/widget.js';d.head.appendChild(s)})(window,document);
</script>`;
}

/** What the content security policy of such a page has to allow. */
export function policyFor(host: string): string {
  return `script-src ${host};\nframe-src ${host};`;
}
