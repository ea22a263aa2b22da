// The process in which pictures are decoded and made small: hostile bytes meet native code here and nowhere else.
// It reads no file but code, starts nothing, has no environment, and is killed when a picture takes too long.
import sharp from 'sharp';
import { type Job, type Made, THUMBNAIL } from './job.ts';

sharp.concurrency(1);
sharp.cache(false);
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['VipsForeignLoadJpeg', 'VipsForeignLoadPng', 'VipsForeignLoadWebp'] });

async function make({ id, picture }: Job): Promise<Made> {
  const image = sharp(picture, { limitInputPixels: THUMBNAIL.inputPixels, failOn: 'error', pages: 1 });
  const { autoOrient } = await image.metadata();
  const { data, info } = await image
    .autoOrient()
    .resize(THUMBNAIL.side, THUMBNAIL.side, { fit: 'inside', withoutEnlargement: true })
    .webp({ quality: THUMBNAIL.quality })
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  return { id, content: data, width, height, original: autoOrient };
}

process.on('disconnect', () => process.exit(0));
process.on('message', (job: Job) => {
  make(job).then(
    (made) => process.send?.(made),
    () => process.send?.({ id: job.id }),
  );
});
