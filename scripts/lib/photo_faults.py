"""Makes photos with known faults, for scripts/bench photos: clean ones, and every fault in several strengths.

    photo_faults.py --drawn FOLDER [--portraits FOLDER] --set tuning|measuring --out FOLDER

Drawn portraits come from `xueji samples portraits`. Photographed ones are cut out of official portraits of the United
States government, which are in the public domain and lie in the test data of the PyPI packages face_recognition 1.3.0
and matplotlib 3.11.2 (an officer of the Navy in her cap, never looked at when a limit was set); they are put before a
plain background. The two sets share no portrait, no seed and no strength that is drawn at random.
Writes truth.json: file name -> [fault class, reason code or "" when it is clean, tone or source].
"""
import argparse
import json
import pathlib
import struct

import cv2
import numpy as np

WIDTH, HEIGHT = 358, 441
WHITE, BLUE = (250, 250, 250), (240, 207, 170)
YUNET = ""


def eyes(image):
    """Both eyes, from YuNet by OpenCV: the faults that cover parts of a face need to know where they are."""
    detector = cv2.FaceDetectorYN.create(str(YUNET), "", (image.shape[1], image.shape[0]), 0.6)
    faces = detector.detect(image)[1]
    if faces is None:
        return None
    face = max(faces, key=lambda f: f[2] * f[3])
    return face[4:14].reshape(5, 2), face[:4]


def cut_out(path, background, gain):
    """A photographed person before a plain background, in the frame that the profile asks for."""
    image = cv2.imread(str(path))
    found = eyes(image)
    marks, (x, y, w, h) = found
    roll = np.degrees(np.arctan2(marks[1][1] - marks[0][1], marks[1][0] - marks[0][0]))
    turn = cv2.getRotationMatrix2D((float(x + w / 2), float(y + h / 2)), float(roll), 1)
    image = cv2.warpAffine(image, turn, (image.shape[1], image.shape[0]), flags=cv2.INTER_CUBIC,
                           borderMode=cv2.BORDER_REPLICATE)
    marks, (x, y, w, h) = eyes(image)
    mask = np.full(image.shape[:2], cv2.GC_BGD, np.uint8)
    left, top = max(0, int(x - 1.6 * w)), max(0, int(y - .55 * h))
    right, bottom = min(image.shape[1], int(x + 2.6 * w)), min(image.shape[0], int(y + 2.2 * h))
    mask[top:bottom, left:right] = cv2.GC_PR_BGD
    mask[max(0, int(y - .15 * h)):int(y + h), int(x - .1 * w):int(x + 1.1 * w)] = cv2.GC_PR_FGD
    # The chin belongs to the face, whatever shines on it.
    cv2.ellipse(mask, (int(x + w / 2), int(y + h * .52)), (int(w * .44), int(h * .56)), 0, 0, 360, int(cv2.GC_FGD), -1)
    mask[int(y + 1.5 * h):bottom, int(x - .3 * w):int(x + 1.3 * w)] = cv2.GC_FGD
    # Nothing beside the neck belongs to the person.
    mask[int(y + .1 * h):int(y + 1.05 * h), left:max(left, int(x - .22 * w))] = cv2.GC_BGD
    mask[int(y + .1 * h):int(y + 1.05 * h), int(x + 1.22 * w):right] = cv2.GC_BGD
    cv2.setRNGSeed(1)
    cv2.grabCut(image, mask, None, np.zeros((1, 65)), np.zeros((1, 65)), 6, cv2.GC_INIT_WITH_MASK)
    body = ((mask == 1) | (mask == 3)).astype(np.uint8)
    body = (cv2.connectedComponents(body)[1] == cv2.connectedComponents(body)[1][int(y + h / 2), int(x + w / 2)])
    body = cv2.morphologyEx(body.astype(np.uint8), cv2.MORPH_OPEN, np.ones((5, 5)))
    body = cv2.morphologyEx(body, cv2.MORPH_CLOSE, np.ones((9, 9)))
    alpha = cv2.GaussianBlur(body.astype(np.float32), (0, 0), 1.6)[..., None]
    picture = np.clip(image.astype(np.float32) * gain, 0, 255)
    crown = np.where(body[:, int(x + .3 * w):int(x + .7 * w)].any(1))[0][0]
    height = (y + h * .98 - crown) / .66
    width = height * WIDTH / HEIGHT
    centre = ((marks[0][0] + marks[1][0]) / 2 + x + w / 2) / 2
    pad = int(height)
    picture = cv2.copyMakeBorder(picture, pad, pad, pad, pad, cv2.BORDER_REPLICATE)
    alpha = cv2.copyMakeBorder(alpha, pad, pad, pad, pad, cv2.BORDER_CONSTANT, value=0)
    rows = slice(int(crown - .08 * height + pad), int(crown + .92 * height + pad))
    columns = slice(int(centre - width / 2 + pad), int(centre + width / 2 + pad))
    small = cv2.resize(picture[rows, columns], (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    alpha = cv2.resize(alpha[rows, columns], (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)[..., None]
    return np.clip(small * alpha + np.array(background) * (1 - alpha), 0, 255).astype(np.uint8), alpha


def drawn(path):
    """A drawn portrait with its mask, taken from its own background."""
    image = cv2.imread(str(path))
    colour = np.median(image[:12].reshape(-1, 3), axis=0)
    mask = (np.abs(image.astype(np.float32) - colour).max(2) > 22).astype(np.uint8)
    mask = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, np.ones((9, 9)))
    contours = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)[0]
    cv2.drawContours(mask, contours, -1, 1, -1)
    return image, cv2.GaussianBlur(mask.astype(np.float32), (0, 0), .8)[..., None]


class Subject:
    def __init__(self, name, tone, image, alpha, rng, exposure=1):
        self.name, self.tone, self.image, self.alpha, self.rng = name, tone, image, alpha, rng
        self.exposure = exposure
        found = eyes(image)
        self.marks, self.box = (found[0], found[1]) if found is not None else (None, None)
        self.ground = np.median(image[:12].reshape(-1, 3), axis=0)

    def moved(self, matrix):
        """An affine map of the person, the background going on behind."""
        out = cv2.warpAffine(self.image, matrix, (WIDTH, HEIGHT), flags=cv2.INTER_CUBIC,
                             borderMode=cv2.BORDER_CONSTANT, borderValue=[float(c) for c in self.ground])
        alpha = cv2.warpAffine(self.alpha, matrix, (WIDTH, HEIGHT))
        # Clothes go on below the frame.
        inside = cv2.warpAffine(np.ones((HEIGHT, WIDTH), np.uint8), matrix, (WIDTH, HEIGHT))
        for column in range(WIDTH):
            rows = np.where(inside[:, column])[0]
            if len(rows) and rows[-1] < HEIGHT - 1 and alpha[rows[-1] - 2, column] > .5:
                out[rows[-1] - 2:, column] = out[rows[-1] - 3, column]
        return out

    def on(self, ground):
        return np.clip(self.image * self.alpha + ground * (1 - self.alpha), 0, 255).astype(np.uint8)


def floats(function):
    def wrapped(subject, *arguments):
        return np.clip(function(subject, subject.image.astype(np.float32), *arguments), 0, 255).astype(np.uint8)
    return wrapped


def blur(s, sigma): return cv2.GaussianBlur(s.image, (0, 0), sigma)


def motion(s, length):
    angle = s.rng.uniform(0, 180)
    size = int(length) + 4 | 1
    kernel = np.zeros((size * 8, size * 8), np.float32)
    middle = (size * 8 - 1) / 2
    reach = length * 4 * np.array([np.cos(np.radians(angle)), np.sin(np.radians(angle))])
    cv2.line(kernel, tuple(np.int32(middle - reach)), tuple(np.int32(middle + reach)), 1, 8)
    kernel = cv2.resize(kernel, (size, size), interpolation=cv2.INTER_AREA)
    return cv2.filter2D(s.image, -1, kernel / kernel.sum(), borderType=cv2.BORDER_REPLICATE)


def upscaled(s, part):
    small = cv2.resize(s.image, None, fx=part, fy=part, interpolation=cv2.INTER_AREA)
    way = [cv2.INTER_CUBIC, cv2.INTER_LINEAR, cv2.INTER_LANCZOS4][s.rng.integers(3)]
    return cv2.resize(small, (WIDTH, HEIGHT), interpolation=way)


@floats
def noise(s, image, sigma): return image + s.rng.normal(0, sigma, image.shape)


@floats
def gain(s, image, factor):
    """More light than a right exposure has, or less than this one."""
    return image * (factor / s.exposure if factor > 1 else factor)


@floats
def flat(s, image, factor): return 128 + (image - 128) * factor


@floats
def uneven(s, image, darkest):
    """A lamp from one side: across the face the light falls to `darkest`; the background has its own."""
    unit = np.linalg.norm(s.marks[1] - s.marks[0])
    place = np.clip((np.arange(WIDTH) - s.marks[:2, 0].mean()) / (2.2 * unit) + .5, 0, 1)
    if s.rng.random() < .5:
        place = 1 - place
    return image * (1 - s.alpha + s.alpha * (1 - (1 - darkest) * place)[None, :, None])


@floats
def cast(s, image, channel):
    gains = {"blue": (1.25, .95, .62), "green": (.8, 1.2, .72), "magenta": (1.2, .66, 1.05)}[channel]
    return image * np.array(gains)


def background(s, kind):
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH]
    grounds = {
        "red": np.full((HEIGHT, WIDTH, 3), (30, 30, 200)), "deep blue": np.full((HEIGHT, WIDTH, 3), (219, 142, 67)),
        "grey": np.full((HEIGHT, WIDTH, 3), (140, 140, 140)), "green": np.full((HEIGHT, WIDTH, 3), (110, 170, 120)),
        "half": np.where((columns < WIDTH * .5)[..., None], (250, 250, 250), (90, 110, 130)),
        "shelf": np.where(((rows // 40 + columns // 55) % 2 == 0)[..., None], (235, 235, 235), (120, 150, 190)),
        "shadow": np.clip(np.array([250, 250, 250]) * (1 - .6 * np.exp(-((columns - 300) / 60.) ** 2))[..., None], 0, 255),
        "room": cv2.resize(s.rng.uniform(60, 230, (7, 6, 3)).astype(np.float32), (WIDTH, HEIGHT)),
    }
    return s.on(grounds[kind])


def border(s, colour):
    out = s.image.copy()
    width = int(s.rng.integers(6, 16))
    for side in (np.s_[:width], np.s_[-width:], np.s_[:, :width], np.s_[:, -width:]):
        out[side] = colour
    return out


def overlay(s, text):
    out = s.image.copy()
    cv2.putText(out, text, (12 + int(s.rng.integers(20)), 34), cv2.FONT_HERSHEY_SIMPLEX, .6, (20, 60, 210), 2, cv2.LINE_AA)
    return out


def shift(s, part, down=0): return s.moved(np.float32([[1, 0, part * WIDTH], [0, 1, down * HEIGHT]]))


def head(s, factor):
    top = s.marks[:2].mean(0)
    return s.moved(np.float32([[factor, 0, WIDTH / 2 - factor * top[0]], [0, factor, HEIGHT * .41 - factor * top[1]]]))


def tilt(s, degrees):
    sign = 1 if s.rng.random() < .5 else -1
    middle = (WIDTH / 2, HEIGHT * .62)
    return s.moved(np.float32(cv2.getRotationMatrix2D(middle, sign * degrees, 1)))


def turned(s, quarters): return np.ascontiguousarray(np.rot90(s.image, quarters))


def nobody(s, kind):
    rows = np.linspace(0, 1, HEIGHT)[:, None, None]
    if kind == "plain":
        return np.full((HEIGHT, WIDTH, 3), s.ground).astype(np.uint8)
    if kind == "clothes":
        return s.moved(np.float32([[1, 0, 0], [0, 1, -HEIGHT * .78]]))
    picture = (np.array([200, 170, 120]) * (1 - rows) + np.array([60, 120, 70]) * rows) * np.ones((1, WIDTH, 1))
    for _ in range(60):
        at = (int(s.rng.integers(WIDTH)), int(s.rng.integers(HEIGHT)))
        cv2.circle(picture, at, int(s.rng.integers(4, 30)), [int(v) for v in s.rng.integers(0, 255, 3)], -1)
    return picture.astype(np.uint8)


def second(s, size):
    small = cv2.resize(s.image, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)
    alpha = cv2.resize(s.alpha, None, fx=size, fy=size, interpolation=cv2.INTER_AREA)[..., None]
    out = s.moved(np.float32([[.7, 0, WIDTH * .28], [0, .7, HEIGHT * .25]])).astype(np.float32)
    h, w = small.shape[:2]
    part = out[HEIGHT - h - 60:HEIGHT - 60, 2:2 + w]
    part[:] = small * alpha + part * (1 - alpha)
    return out.astype(np.uint8)


def stretched(s, factor):
    wide = cv2.resize(s.image, (int(WIDTH * factor), HEIGHT))
    if factor > 1:
        start = (wide.shape[1] - WIDTH) // 2
        return wide[:, start:start + WIDTH]
    return cv2.copyMakeBorder(wide, 0, 0, (WIDTH - wide.shape[1]) // 2, (WIDTH - wide.shape[1] + 1) // 2,
                              cv2.BORDER_REPLICATE)


def closed(s, _):
    """Lids drawn down: the skin above each eye is pulled over it, lashes at the lower edge."""
    out = s.image.astype(np.float32)
    unit = np.linalg.norm(s.marks[1] - s.marks[0])
    for x, y in s.marks[:2]:
        w, h = int(.38 * unit), int(.2 * unit)
        box = (slice(int(y - h), int(y + h)), slice(int(x - w), int(x + w)))
        strip = s.image[int(y + .24 * unit):int(y + .34 * unit), int(x - w):int(x + w)].astype(np.float32)
        lid = cv2.resize(strip, (2 * w, 2 * h), interpolation=cv2.INTER_LINEAR)
        grid = np.mgrid[-1:1:2j * h, -1:1:2j * w]
        soft = np.clip(3.2 - 3.2 * (grid[0] ** 2 + grid[1] ** 2), 0, 1)[..., None]
        shade = 1 - .12 * np.exp(-((grid[0] - .1) / .5) ** 2)[..., None]
        out[box] = lid * shade * soft + out[box] * (1 - soft)
        curve = (int(x), int(y + .02 * unit)), (int(.23 * unit), int(.06 * unit))
        cv2.ellipse(out, curve[0], curve[1], 0, 15, 165, (35, 30, 32), max(1, int(.022 * unit)), cv2.LINE_AA)
    return out.astype(np.uint8)


def occluded(s, kind):
    out = s.image.copy()
    unit = np.linalg.norm(s.marks[1] - s.marks[0])
    at = lambda x, y: (s.marks[:2].mean(0) + unit * np.array([x, y])).astype(int)
    if kind == "mask":
        points = [at(-.95, .55), at(0, .42), at(.95, .55), at(.8, 1.5), at(.3, 1.9), at(-.3, 1.9), at(-.8, 1.5)]
        cv2.fillPoly(out, [np.array(points)], (225, 205, 150), cv2.LINE_AA)
        for row in (.8, 1.05, 1.3):
            cv2.line(out, tuple(at(-.8, row)), tuple(at(.8, row)), (205, 185, 130), 2, cv2.LINE_AA)
    elif kind == "white mask":
        points = [at(-.9, .6), at(0, .35), at(.9, .6), at(.75, 1.4), at(.25, 1.85), at(-.25, 1.85), at(-.75, 1.4)]
        cv2.fillPoly(out, [np.array(points)], (244, 246, 245), cv2.LINE_AA)
        cv2.line(out, tuple(at(0, .4)), tuple(at(0, 1.8)), (225, 228, 227), 2, cv2.LINE_AA)
    elif kind == "block":
        cv2.rectangle(out, tuple(at(-.55, .7)), tuple(at(.55, 1.45)), (128, 128, 128), -1)
    elif kind == "phone":
        cv2.rectangle(out, tuple(at(.15, .25)), tuple(at(1.2, 1.9)), (25, 25, 28), -1)
    elif kind == "scarf":
        cv2.fillPoly(out, [np.array([at(-1.3, .9), at(1.3, .9), at(1.5, 2.4), at(-1.5, 2.4)])], (60, 60, 180), cv2.LINE_AA)
    elif kind == "white scarf":
        cv2.fillPoly(out, [np.array([at(-1.3, .95), at(1.3, .95), at(1.5, 2.4), at(-1.5, 2.4)])], (236, 239, 242), cv2.LINE_AA)
    return out


def rim(s, width, both):
    """A lamp behind the head: its light lies along the jaw, on one side or on both, and hides nothing."""
    x, y, w, h = s.box
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    across, down = (columns - x - w / 2) / (.47 * w), (rows - y - .5 * h) / (.5 * h)
    radius, angle = np.hypot(across, down), np.degrees(np.arctan2(down, np.abs(across)))
    light = np.exp(-((radius - 1 + width / 2) / width) ** 2) * np.exp(-((angle - 38) / 26) ** 2) * (radius < 1.04)
    if not both:
        light *= across < 0 if s.rng.random() < .5 else across > 0
    light = cv2.GaussianBlur(light.astype(np.float32), (0, 0), 1.2)[..., None]
    return np.clip(s.image + (255 - s.image) * .92 * light, 0, 255).astype(np.uint8)


def hidden_eyes(s, kind):
    out = s.image.copy()
    unit = np.linalg.norm(s.marks[1] - s.marks[0])
    if kind == "sunglasses":
        for x, y in s.marks[:2]:
            cv2.ellipse(out, (int(x), int(y + .03 * unit)), (int(.38 * unit), int(.3 * unit)), 0, 0, 360, (22, 20, 20), -1, cv2.LINE_AA)
        cv2.line(out, tuple(s.marks[0].astype(int)), tuple(s.marks[1].astype(int)), (22, 20, 20), max(2, int(.05 * unit)))
    elif kind == "bar":
        a, b = s.marks[0], s.marks[1]
        cv2.rectangle(out, (int(a[0] - .4 * unit), int(min(a[1], b[1]) - .2 * unit)),
                      (int(b[0] + .4 * unit), int(max(a[1], b[1]) + .2 * unit)), (10, 10, 10), -1)
    return out


def yaw(s, degrees):
    """The head as half an ellipsoid, turned about its upright axis."""
    unit = np.linalg.norm(s.marks[1] - s.marks[0])
    centre = s.marks[:2].mean(0)
    rows, columns = np.mgrid[0:HEIGHT, 0:WIDTH].astype(np.float32)
    angle = np.radians(degrees) * (1 if s.rng.random() < .5 else -1)
    v = np.clip((rows - centre[1] - .2 * unit) / (1.9 * unit), -1, 1)
    half = 1.3 * unit * np.sqrt(1 - v ** 2) + 1e-3
    x = np.clip((columns - centre[0]) / half, -1, 1)
    # From the turned head back to the straight one.
    theta = np.arcsin(x) - angle
    source = np.where(np.abs(columns - centre[0]) < half, centre[0] + half * np.sin(np.clip(theta, -1.5, 1.5)), columns)
    return cv2.remap(s.image, source.astype(np.float32), rows, cv2.INTER_CUBIC, borderMode=cv2.BORDER_REPLICATE)


def clean(s, kind):
    if kind == 0:
        return s.image
    out = s.moved(np.float32(cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), s.rng.uniform(-2.5, 2.5), s.rng.uniform(.96, 1.03))))
    out = out.astype(np.float32) * s.rng.uniform(.93, 1.03)
    if kind == 2:
        out = cv2.GaussianBlur(out, (0, 0), s.rng.uniform(.3, .5)) + s.rng.normal(0, s.rng.uniform(.5, 2.5), out.shape)
    return np.clip(out, 0, 255).astype(np.uint8)


def classes(measuring):
    """Fault class -> (reason code, function, strengths). The targets' own strengths are measured, beside others."""
    pick = lambda tuning, measured: measured if measuring else tuning
    return {
        "clean": ("", clean, [0, 1, 2]),
        "rim light": ("", lambda s, how: rim(s, *how), pick([(.07, True), (.15, False)], [(.1, True), (.18, False)])),
        "blur": ("blur", blur, pick([1.7, 2.2, 3.5], [1.6, 1.9, 2.6, 4])),
        "motion": ("motion_blur", motion, pick([7.5, 10, 15], [7, 9, 12, 18])),
        "upscaled 0.33": ("upscaled", upscaled, pick([.3], [.33])),
        "upscaled 0.5": ("upscaled", upscaled, pick([.48], [.5])),
        "noise": ("noise", noise, pick([16, 28], [14, 20, 30])),
        "compression": ("heavy_compression", lambda s, q: s.image, pick([11, 7], [12, 9, 5])),
        "overexposed": ("overexposed", gain, pick([1.9, 2.4], [1.8, 2.2])),
        "underexposed": ("underexposed", gain, pick([.42, .28], [.45, .33, .22])),
        "contrast": ("low_contrast", flat, pick([.42, .25], [.45, .35, .2])),
        "uneven light": ("uneven_light", uneven, pick([.3, .15], [.3, .2])),
        "colour cast": ("colour_cast", cast, ["blue", "green", "magenta"]),
        "background": ("background", background, pick(["red", "grey", "half", "room"],
                                                      ["red", "deep blue", "green", "shelf", "shadow", "room", "grey"])),
        "border": ("border", border, pick([(0, 0, 0), (60, 60, 60)], [(0, 0, 0), (90, 40, 30)])),
        "overlay": ("overlay", overlay, pick(["2026-01-05"], ["2025.09.01", "SAMPLE"])),
        "off centre": ("off_centre", shift, pick([.14, -.2], [.13, -.13, .22])),
        "head small": ("head_too_small", head, pick([.62, .5], [.65, .55, .4])),
        "head large": ("head_too_large", head, pick([1.38, 1.6], [1.35, 1.5])),
        "head cropped": ("head_cropped", lambda s, d: shift(s, 0, d), pick([-.2], [-.18, -.26])),
        "tilt": ("tilted", tilt, pick([11, 18], [10, 14, 22])),
        "rotated": ("rotated", turned, [1, 2, 3]),
        "no face": ("no_face", nobody, ["plain", "clothes", "scenery"]),
        "two faces": ("multiple_faces", second, pick([.5], [.45, .6])),
        "stretched": ("distorted", stretched, pick([1.45, .66], [1.4, .7])),
        "closed eyes": ("eyes_closed", closed, [0]),
        "hidden eyes": ("eyes_not_visible", hidden_eyes, ["sunglasses", "bar"]),
        "occluded": ("face_occluded", occluded, pick(["mask", "block", "white scarf"],
                                                     ["mask", "block", "phone", "scarf", "white mask"])),
        "yaw": ("head_pose", yaw, pick([34], [32, 42])),
    }


def containers(name, image, folder, truth, rng):
    """Faults of the file itself."""
    def put(kind, code, data, ending="jpg"):
        file = f"{name}-container-{kind}.{ending}"
        (folder / file).write_bytes(data)
        truth[file] = ["container", code, kind]
    def coded(picture, quality=88): return cv2.imencode(".jpg", picture, [cv2.IMWRITE_JPEG_QUALITY, quality])[1].tobytes()
    good = coded(image)
    put("empty", "empty_file", b"")
    put("text", "unreadable", b"this is no picture\n" * 30)
    put("cut", "truncated", good[:int(len(good) * rng.uniform(.3, .9))])
    broken = bytearray(good)
    start = good.index(b"\xff\xda") + 40
    for _ in range(60):
        broken[int(rng.integers(start, len(good) - 2))] = int(rng.integers(0, 255))
    put("broken", "corrupt", bytes(broken))
    put("trailing", "trailing_data", good + b"PK\x03\x04" + bytes(rng.integers(0, 255, 400).astype(np.uint8)))
    put("png", "wrong_format", cv2.imencode(".png", image)[1].tobytes(), "png")
    put("heic", "wrong_format", b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(500), "heic")
    put("small", "wrong_size", coded(cv2.resize(image, (295, 363), interpolation=cv2.INTER_AREA)))
    put("square", "wrong_aspect", coded(cv2.resize(image, (420, 420), interpolation=cv2.INTER_AREA)))
    put("grey", "greyscale", coded(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)))
    put("greyrgb", "greyscale", coded(cv2.cvtColor(cv2.cvtColor(image, cv2.COLOR_BGR2GRAY), cv2.COLOR_GRAY2BGR)))
    noisy = np.clip(image + rng.normal(0, 3, image.shape), 0, 255).astype(np.uint8)
    put("heavy", "file_too_large", coded(noisy, 100))
    tiff = b"MM\x00*" + struct.pack(">IHHHIHHI", 8, 1, 0x0112, 3, 1, 6, 0, 0)
    exif = b"Exif\x00\x00" + tiff
    segment = b"\xff\xe1" + struct.pack(">H", len(exif) + 2) + exif
    lying = coded(np.ascontiguousarray(np.rot90(image, 1)))
    put("exif", "exif_orientation", lying[:2] + segment + lying[2:])


def main():
    global YUNET
    parser = argparse.ArgumentParser()
    parser.add_argument("--drawn", required=True)
    parser.add_argument("--portraits")
    parser.add_argument("--yunet", required=True)
    parser.add_argument("--set", choices=["tuning", "measuring"], required=True)
    parser.add_argument("--out", required=True)
    options = parser.parse_args()
    YUNET = options.yunet
    measuring = options.set == "measuring"
    folder = pathlib.Path(options.out)
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(1907 if measuring else 5)
    subjects = []
    for path in sorted(pathlib.Path(options.drawn).glob("*.jpg")):
        image, alpha = drawn(path)
        subjects.append(Subject(path.stem, path.stem.split("-")[-1], image, alpha, rng))
    if options.portraits:
        # Who is in the tuning set is not in the measuring set.
        for file, gain_ in ([("obama3.jpg", 1.15)] if measuring
                             else [("obama.jpg", 1.0), ("biden.jpg", 1.2)]):
            for number, (ground, factor) in enumerate([(WHITE, 1.0), (BLUE, 1.0), (WHITE, .62), (BLUE, .8)]):
                image, alpha = cut_out(pathlib.Path(options.portraits) / file, ground, gain_ * factor)
                subjects.append(Subject(f"photo-{file[:-4]}-{number}", f"photo{number}", image, alpha, rng, factor))
    truth = {}
    # A cap hides nothing of the face: whether it may stay is for a person to say, and nothing else is wrong.
    capped = pathlib.Path(options.portraits or "") / "grace_hopper.jpg"
    if measuring and capped.exists():
        own = np.random.default_rng(77)
        for number, (ground, factor) in enumerate([(WHITE, 1.0), (BLUE, 1.0), (WHITE, .75), (BLUE, .85)]):
            image, alpha = cut_out(capped, ground, factor)
            person = Subject(f"photo-capped-{number}", f"capped{number}", image, alpha, own)
            for kind in range(3):
                name = f"{person.name}-cap-{kind}.jpg"
                cv2.imwrite(str(folder / name), clean(person, kind), [cv2.IMWRITE_JPEG_QUALITY, int(own.integers(78, 93))])
                truth[name] = ["cap", "head_covering", person.tone]
    for subject in subjects:
        if subject.marks is None:
            continue
        for kind, (code, function, strengths) in classes(measuring).items():
            for number, strength in enumerate(strengths):
                picture = function(subject, strength)
                quality = int(rng.integers(78, 93))
                if kind == "compression":
                    quality = strength
                name = f"{subject.name}-{kind.replace(' ', '_')}-{number}.jpg"
                cv2.imwrite(str(folder / name), picture, [cv2.IMWRITE_JPEG_QUALITY, quality])
                truth[name] = [kind, code, subject.tone]
    for subject in subjects[:: max(1, len(subjects) // 4)]:
        containers(subject.name, subject.image, folder, truth, rng)
    (folder / "truth.json").write_text(json.dumps(truth, indent=0, sort_keys=True))


main()
