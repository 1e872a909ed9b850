/**
 * The bubble and the cross are drawn by borders and a letter; forced colours show the transparent border. Under 600 px the
 * panel is the whole screen. Written small: it travels inside the script.
 */
export const launcherCss = `:host{all:initial}
div{position:fixed;bottom:calc(var(--b) + env(safe-area-inset-bottom));inset-inline-end:var(--i);z-index:var(--z);display:flex;flex-direction:column;align-items:end;gap:12px}
.start{inset-inline:var(--i) auto;align-items:start}
.inline{position:static;height:100%}
button{position:relative;width:56px;height:56px;padding:0;border:2px solid #0000;border-radius:50%;background:var(--a);color:var(--on);cursor:pointer;box-shadow:0 4px 16px #0004}
button::before{content:'';display:block;text-align:center;width:22px;height:17px;margin:auto;border:2px solid;border-radius:8px;border-end-start-radius:0}
[aria-expanded=true]::before{content:'×';width:auto;border:0;font:32px/17px system-ui}
button:focus-visible{outline:3px solid #0b5cff;box-shadow:0 0 0 3px #fff}
b{position:absolute;top:-4px;inset-inline-end:-4px;padding:0 7px;border-radius:11px;background:#b42318;color:#fff;font:600 13px/22px system-ui}
section{width:384px;height:min(620px,100dvh - var(--b) - 88px);border-radius:14px;overflow:hidden;box-shadow:0 4px 16px #0004}
.inline section{width:100%;height:100%}
iframe{display:block;border:0;width:100%;height:100%}
.inline iframe{min-height:420px}
@media(max-width:599px){:not(.inline)>section{position:fixed;inset:0;width:auto;height:100dvh;border-radius:0}section:not([hidden])+button{display:none}}
@media print{div{display:none}}`;
