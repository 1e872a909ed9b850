export default async function tearDown() {
  await globalThis.diwanTestServer?.stop();
}
