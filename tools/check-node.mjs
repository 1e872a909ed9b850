// Plain old syntax on purpose: this is the one file that must also run on a Node that is too old.
const [major, minor] = process.versions.node.split('.').map(Number);

if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Diwan needs Node.js 20.19 or newer, and this is ${process.versions.node}: see https://nodejs.org`);
  process.exit(1);
}
