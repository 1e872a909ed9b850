/** A process that is told what to do by messages and answers each with its result (see start-loader.mjs). */
export function serveDuties(duties) {
  process.on('message', ({ id, duty, options }) => {
    Promise.resolve()
      .then(() => duties[duty](options))
      .then(
        (result) => process.send({ id, result }),
        (error) => process.send({ id, error: error.message }),
      );
  });
  process.on('disconnect', () => process.exit(0));
}
