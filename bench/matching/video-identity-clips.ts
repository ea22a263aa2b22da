// The clips of the identity proof: usual and odd sizes, rates, colours and codecs.

import { type Clip, clip } from './video-clips.ts';

const h264 = (...more: readonly string[]) => ['-c:v', 'libx264', '-preset', 'ultrafast', ...more];
const yuv420 = ['-pix_fmt', 'yuv420p'];

export const IDENTITY_CLIPS: readonly Clip[] = [
  clip('720p30.mp4', 'mandelbrot=s=1280x720:r=30', 8, h264(...yuv420)),
  clip('1080p30.mp4', 'testsrc2=s=1920x1080:r=30,noise=alls=12:allf=t', 6, h264(...yuv420)),
  clip('2997.mp4', 'mandelbrot=s=640x360:r=30000/1001', 10, h264(...yuv420)),
  clip('5994.mkv', 'testsrc2=s=640x480:r=60000/1001', 6, h264(...yuv420)),
  clip('slow.mp4', 'testsrc2=s=320x240:r=1/2', 20, h264(...yuv420)),
  clip('b-frames.mp4', 'mandelbrot=s=640x360:r=25', 8, [
    '-c:v',
    'libx264',
    '-preset',
    'medium',
    '-bf',
    '4',
    ...yuv420,
  ]),
  clip('odd-width.mp4', 'mandelbrot=s=853x480:r=24', 4, h264('-pix_fmt', 'yuv444p')),
  clip('odd-both.webm', 'mandelbrot=s=427x241:r=25', 4, ['-c:v', 'libvpx', '-b:v', '1M', ...yuv420]),
  clip('tiny.mp4', 'testsrc2=s=64x64:r=25', 4, h264(...yuv420)),
  clip('narrow.mp4', 'mandelbrot=s=98x720:r=25', 4, h264(...yuv420)),
  clip('full-range.mp4', 'testsrc2=s=640x480:r=25', 4, h264('-pix_fmt', 'yuvj420p')),
  clip(
    'bt709.mp4',
    'testsrc2=s=1280x720:r=25',
    4,
    h264(...yuv420, '-colorspace', 'bt709', '-color_range', 'tv'),
  ),
  clip('vp9-full.webm', 'testsrc2=s=640x360:r=25', 4, [
    ...[
      '-c:v',
      'libvpx-vp9',
      '-b:v',
      '1M',
      '-deadline',
      'realtime',
      '-cpu-used',
      '8',
      ...yuv420,
      '-color_range',
      'pc',
    ],
  ]),
  clip('hevc10.mp4', 'mandelbrot=s=640x360:r=25', 3, [
    '-c:v',
    'libx265',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p10le',
    '-x265-params',
    'log-level=none',
  ]),
  clip('mpeg4.avi', 'mandelbrot=s=640x360:r=25', 6, ['-c:v', 'mpeg4', '-q:v', '4']),
  clip('mpeg2.mpg', 'testsrc2=s=720x576:r=25', 6, ['-c:v', 'mpeg2video', '-q:v', '4', '-bf', '2']),
  clip('mjpeg.mov', 'testsrc2=s=640x480:r=15', 4, ['-c:v', 'mjpeg', '-q:v', '5', '-pix_fmt', 'yuvj422p']),
  clip('uneven.mkv', "testsrc2=s=640x360:r=30,select='lt(mod(n\\,7)\\,4)'", 8, [
    ...h264(...yuv420),
    '-fps_mode',
    'vfr',
  ]),
  clip('moving.gif', 'testsrc2=s=320x240:r=10', 4, []),
  clip('not-square.mp4', 'mandelbrot=s=720x480:r=25,setsar=8/9', 4, h264(...yuv420)),
];
