// What the bench needs of Meta's C++ PDQ as a library that Python can load. It is compiled together with Meta's own sources, which
// come from the source package of vpdq; buffers are allocated anew for each picture, as Meta's pdqio.cpp does.

#include <pdq/cpp/downscaling/downscaling.h>
#include <pdq/cpp/hashing/pdqhashing.h>

#include <cstdint>
#include <memory>
#include <string>

using facebook::pdq::hashing::Hash256;

namespace {

const int TURNS = 8;
const int HASH_DIGITS = 64;

// Left as it is, not zeroed: that would cost Meta's side time.
using Floats = std::unique_ptr<float[]>;

Floats room_for(int width, int height) {
  return Floats(new float[static_cast<size_t>(width) * height]);
}

// Pixels are rows without padding; 1 channel (grey) or 3 (RGB).
Floats luma_of(uint8_t* pixels, int width, int height, int channels) {
  Floats luma = room_for(width, height);
  if (channels == 1)
    facebook::pdq::hashing::fillFloatLumaFromGrey(pixels, height, width, width, 1, luma.get());
  else
    facebook::pdq::hashing::fillFloatLumaFromRGB(
        pixels, pixels + 1, pixels + 2, height, width, 3 * width, 3, luma.get());
  return luma;
}

void write_hash(const Hash256& hash, char* out) {
  const std::string text = hash.format();
  text.copy(out, HASH_DIGITS);
}

} // namespace

// Writes 64 hex digits. Returns the quality.
extern "C" int meta_pdq(uint8_t* pixels, int width, int height, int channels, char* out) {
  Floats luma = luma_of(pixels, width, height, channels);
  Floats spare = room_for(width, height);
  float b64x64[64][64], b16x64[16][64], b16x16[16][16];
  Hash256 hash;
  int quality = 0;
  facebook::pdq::hashing::pdqHash256FromFloatLuma(
      luma.get(), spare.get(), height, width, b64x64, b16x64, b16x16, hash, quality);
  write_hash(hash, out);
  return quality;
}

// Writes eight times 64 hex digits, in the order of Meta's parameters. Returns the quality.
extern "C" int meta_pdq_turns(uint8_t* pixels, int width, int height, int channels, char* out) {
  Floats luma = luma_of(pixels, width, height, channels);
  Floats spare = room_for(width, height);
  float b64x64[64][64], b16x64[16][64], b16x16[16][16], turned[16][16];
  Hash256 hashes[TURNS];
  int quality = 0;
  facebook::pdq::hashing::pdqDihedralHash256esFromFloatLuma(
      luma.get(), spare.get(), height, width, b64x64, b16x64, b16x16, turned,
      &hashes[0], &hashes[1], &hashes[2], &hashes[3], &hashes[4], &hashes[5], &hashes[6], &hashes[7], quality);
  for (int turn = 0; turn < TURNS; turn++) write_hash(hashes[turn], out + turn * HASH_DIGITS);
  return quality;
}
