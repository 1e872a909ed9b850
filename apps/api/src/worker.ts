// The process that receives, understands and sends: the same module graph as the API, without HTTP.
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule } from './app.module.js';
import { readConfig } from './config.js';
import { createLogger, NestLog } from './logging.module.js';
import { runProcess } from './run-process.js';
import { startWork } from './work/start-work.js';

await runProcess('worker', async () => {
  const config = readConfig();
  const app = await NestFactory.createApplicationContext(AppModule.with(config), {
    logger: new NestLog(createLogger(config)),
    abortOnError: false,
  });
  const work = await startWork(app);
  return async () => {
    await work.stop();
    await app.close();
  };
});
