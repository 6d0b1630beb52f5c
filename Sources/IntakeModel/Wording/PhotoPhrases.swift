/// Sentences about student photos.
extension Phrase {
    public static let photoFixable = Phrase(
        "运行 xueji photos prepare 可自动处理。", "xueji photos prepare mends this.")
    public static let photoProfileBroken = Phrase(
        "照片规格“%1”不存在或内容有误。", "The photo profile “%1” does not exist or is not as it should be.")
    public static let photoProfileRemedy = Phrase(
        "请用 national、id-card，或给出规格文件（样式见 models/photo-profiles）。",
        "Use national, id-card, or name a profile file (see models/photo-profiles for examples).")
    public static let photoNoModels = Phrase(
        "未安装人脸检测模型：只检查文件、清晰度和光线，其余须人工复核。运行 scripts/setup 可安装。",
        "The face models are not installed: only file, clarity and light are checked, the rest is left to a person. scripts/setup installs them."
    )
    public static let photoNoMesh = Phrase(
        "未安装人脸网格模型：闭眼和头部姿态须人工复核。运行 scripts/setup 可安装。",
        "The face mesh is not installed: closed eyes and head pose are left to a person. scripts/setup installs it.")
    public static let photoNotCheckedFace = Phrase(
        "未安装人脸模型，构图和面部未检查。", "The face models are missing; composition and face were not checked.")
    public static let photoNotCheckedMesh = Phrase(
        "未安装人脸网格模型，闭眼和头部姿态未检查。", "The face mesh is missing; eyes and pose were not checked.")
    public static let photoNotCheckedClarity = Phrase(
        "面部轮廓太少，清晰度无法判定。", "There are too few edges in the face to judge its clarity.")
    public static let photoCrashed = Phrase("文件处理异常中止，无法读取。", "Reading the file failed; it may be damaged or hostile.")
    public static let photoHeic = Phrase(
        "这是 HEIC（苹果手机）照片，系统只收 JPEG。", "This is a HEIC photo (Apple phones); only JPEG is accepted.")
    public static let photoAnimated = Phrase("这是动画或多帧图像，不是照片。", "This is an animation or has several frames.")
    public static let photoWebFormat = Phrase(
        "这是 %1 图像，系统只收 JPEG。", "This is a %1 picture; only JPEG is accepted.")
    public static let photoNoPicture = Phrase(
        "文件内容不是照片，认不出是什么格式。", "What is in this file is no photo in any known format.")
    public static let photoOtherFormat = Phrase("这不是照片文件，而是其他类型的文件。", "This is another kind of file, not a photo.")
    public static let photoBits = Phrase("每通道不是 8 位（%1 位）。", "It has %1 bits a channel instead of 8.")
}

extension Phrase {
    /// Reason code → what is wrong (`%1` measured, `%2` limit) and what to do.
    public static let photoReasons: [String: (message: Phrase, remedy: Phrase)] = [
        "unreadable": (
            Phrase("文件无法读取。", "The file cannot be read."),
            Phrase("请检查文件是否存在、能否打开，重新导出后再交。", "Check that the file exists and opens; export it again.")
        ),
        "empty_file": (
            Phrase("文件是空的（0 字节）。", "The file is empty (0 bytes)."),
            Phrase("请重新拷贝或导出原照片。", "Copy or export the original photo again.")
        ),
        "truncated": (
            Phrase("文件不完整，后半部分缺失。", "The file is cut short; its end is missing."),
            Phrase("请重新拷贝或导出原照片。", "Copy or export the original photo again.")
        ),
        "corrupt": (
            Phrase("图像数据已损坏。", "The picture's data are damaged."),
            Phrase("请重新拷贝或导出原照片。", "Copy or export the original photo again.")
        ),
        "trailing_data": (
            Phrase("图像之后有多余数据：%1 字节。", "There is more after the end of the picture: %1 bytes."),
            Phrase("请另存为普通 JPEG。", "Save it again as a plain JPEG.")
        ),
        "wrong_format": (
            Phrase("文件格式不是要求的 JPEG。", "The file is not a JPEG as required."),
            Phrase("请在相机或手机上设为“兼容性最佳”（JPEG），或另存为 JPEG。", "Set the camera to JPEG (“most compatible”), or save as JPEG.")
        ),
        "wrong_size": (
            Phrase("尺寸不符：宽 %1 像素，应为 %2。", "Wrong size: %1 pixels wide instead of %2."),
            Phrase(
                "像素不足，不能放大；请用更高分辨率重新拍摄。",
                "Too few pixels, and photos are never scaled up; take it again at a higher resolution.")
        ),
        "wrong_aspect": (
            Phrase("宽高比不符：为规格的 %1 倍。", "Wrong proportions: %1 times those required."),
            Phrase("请按规格裁切，不要拉伸。", "Cut it to the required proportions without stretching it.")
        ),
        "too_many_pixels": (
            Phrase("像素过多，无法处理：%1 万像素。", "Far too many pixels: %1 × 10,000."),
            Phrase("请以不超过 5000 万像素导出。", "Export it with at most 50 megapixels.")
        ),
        "file_too_large": (
            Phrase("文件过大：%1 字节，上限 %2。", "The file is too large: %1 bytes, at most %2."),
            Phrase("请压缩后再交。", "Compress it.")
        ),
        "cmyk": (
            Phrase("颜色为印刷用 CMYK，不是 RGB。", "The colours are CMYK, for printing, not RGB."),
            Phrase("请导出为 sRGB 的 JPEG。", "Export it as a JPEG in sRGB.")
        ),
        "greyscale": (
            Phrase("是黑白照片，要求彩色。", "The photo is black and white; colour is required."),
            Phrase("请重新拍摄彩色照片。", "Take it again in colour.")
        ),
        "exif_orientation": (
            Phrase("照片方向只写在 EXIF 里，像素没有摆正。", "Only EXIF says which way is up; the pixels are turned."),
            Phrase("请摆正后另存。", "Turn it upright and save it.")
        ),
        "blur": (
            Phrase("面部模糊：清晰度 %1，至少应为 %2。", "The face is blurred: sharpness %1, at least %2 is needed."),
            Phrase("请对准眼睛对焦、擦净镜头后重新拍摄。", "Focus on the eyes, clean the lens, and take it again.")
        ),
        "motion_blur": (
            Phrase("拍摄时人或相机在动：拖影 %1 像素，上限 %2。", "The face or the camera moved: smeared over %1 pixels, at most %2."),
            Phrase(
                "请用更快的快门或补光，稳住相机后重新拍摄。", "Use a faster shutter or more light, hold the camera still, and take it again."
            )
        ),
        "upscaled": (
            Phrase("照片是由小图放大的，没有细节。", "The photo was scaled up from a smaller one and has no detail."),
            Phrase("请交相机原图，不要放大或从网页、聊天软件截取。", "Hand in the camera's original, not an enlarged or re-sent picture.")
        ),
        "heavy_compression": (
            Phrase("压缩过度，画面成块（%1，界限 %2）。", "Compressed too much; blocks can be seen (%1, limit %2)."),
            Phrase("请交压缩前的原图。", "Hand in the photo as it was before it was compressed.")
        ),
        "noise": (
            Phrase("噪点过多：%1 级，上限 %2。", "Too much noise: %1 grey levels, at most %2."),
            Phrase("请补光、降低感光度后重新拍摄。", "Use more light and a lower ISO, and take it again.")
        ),
        "overexposed": (
            Phrase("面部过曝：%1 的面部已无层次，上限 %2。", "The face is overexposed: %1 of it has lost its detail, at most %2."),
            Phrase("请减少曝光或把灯移远后重新拍摄。", "Expose less or move the lamps away, and take it again.")
        ),
        "underexposed": (
            Phrase("照片过暗（亮部 %1，至少 %2）。", "The photo is too dark (bright parts %1, at least %2)."),
            Phrase("请增加曝光或补光后重新拍摄。", "Expose more or add light, and take it again.")
        ),
        "low_contrast": (
            Phrase("照片灰蒙蒙：明暗范围 %1，至少 %2。", "The photo is flat: its tones span %1, at least %2 is needed."),
            Phrase("请避免逆光和雾化滤镜，重新拍摄或交原图。", "Avoid light from behind and haze filters; take it again.")
        ),
        "uneven_light": (
            Phrase("面部明暗不均：两侧相差 %1 档，上限 %2。", "The face is lit unevenly: %1 stops between its sides, at most %2."),
            Phrase("请两侧均匀布光后重新拍摄。", "Light both sides alike and take it again.")
        ),
        "colour_cast": (
            Phrase("肤色偏色（偏 %1°，上限 %2°）。", "The colour of the skin is off: %1°, at most %2°."),
            Phrase("请校准白平衡后重新拍摄；不要事后调色。", "Set the white balance and take it again; do not recolour it.")
        ),
        "background": (
            Phrase(
                "背景不是要求的单一浅色（色差 %1，上限 %2）。",
                "The background is not plain and light as required (distance %1, at most %2)."),
            Phrase(
                "请换用规定颜色的背景布重新拍摄；不要抠图换底。",
                "Take it again in front of a plain background of the right colour; do not replace it.")
        ),
        "border": (
            Phrase("照片带有边框（%1 边）。", "The photo has a frame (on %1 sides)."),
            Phrase("请交没有边框的原图。", "Hand in the photo without a frame.")
        ),
        "overlay": (
            Phrase("背景上有文字、水印或杂物。", "There is text, a watermark or an object on the background."),
            Phrase("请去掉相机的日期水印，交干净的原图。", "Switch off the date stamp and hand in a clean original.")
        ),
        "no_face": (
            Phrase("没有找到人脸。", "No face was found."),
            Phrase("请交本人正面免冠照片。", "Hand in a photo of the student from the front.")
        ),
        "multiple_faces": (
            Phrase("照片里不止一张人脸：%1 张。", "There is more than one face in the photo: %1."),
            Phrase("请交只有本人的照片。", "Hand in a photo of the student alone.")
        ),
        "rotated": (
            Phrase("照片横放或倒置。", "The photo lies on its side or stands on its head."),
            Phrase("请摆正后另存再交。", "Turn it upright, save it and hand it in again.")
        ),
        "tilted": (
            Phrase("头部倾斜：%1°，上限 %2°。", "The head is tilted: %1°, at most %2°."),
            Phrase("请把头摆正后重新拍摄。", "Hold the head straight and take it again.")
        ),
        "off_centre": (
            Phrase("头部不居中：偏离 %1（占宽度），上限 %2。", "The head is off the middle: %1 of the width, at most %2."),
            Phrase("请让头部居中，四周多留余地，重新拍摄。", "Keep the head in the middle with room around it, and take it again.")
        ),
        "head_too_large": (
            Phrase("头部过大：占高度 %1，上限 %2。", "The head is too large: %1 of the height, at most %2."),
            Phrase("请站远一些，四周多留余地，重新拍摄。", "Stand farther away, leave room around the head, and take it again.")
        ),
        "head_too_small": (
            Phrase("头部过小：占高度 %1，至少 %2。", "The head is too small: %1 of the height, at least %2."),
            Phrase("请站近一些或用更高分辨率重新拍摄。", "Stand closer or use a higher resolution, and take it again.")
        ),
        "head_top_margin": (
            Phrase("头顶离上边太近：%1（占高度），至少 %2。", "The crown is too near the upper edge: %1 of the height, at least %2."),
            Phrase("请在头顶多留空，重新拍摄。", "Leave more room above the head and take it again.")
        ),
        "head_cropped": (
            Phrase("头顶被裁掉。", "The top of the head is cut off."),
            Phrase("请拍全头部后重新拍摄。", "Take it again with the whole head in it.")
        ),
        "distorted": (
            Phrase(
                "脸部比例不正常，照片可能被拉伸（%1，界限 %2）。",
                "The face's proportions are odd; the photo may be stretched (%1, limit %2)."),
            Phrase("请交未经拉伸的原图。", "Hand in the original, not stretched.")
        ),
        "head_pose": (
            Phrase("没有正对镜头：转动 %1°，上限 %2°。", "The face is turned: %1°, at most %2°."),
            Phrase("请正对镜头、平视前方，重新拍摄。", "Look straight into the camera and take it again.")
        ),
        "eyes_closed": (
            Phrase("眼睛闭着或没有睁开（%1，至少 %2）。", "The eyes are closed or nearly so (%1, at least %2)."),
            Phrase("请睁眼重新拍摄。", "Open the eyes and take it again.")
        ),
        "eyes_not_visible": (
            Phrase("眼睛被头发、镜片反光或墨镜遮住。", "The eyes are hidden by hair, reflections or dark glasses."),
            Phrase(
                "请露出双眼，摘下墨镜，避免反光，重新拍摄。", "Show both eyes, take off dark glasses, avoid reflections, and take it again.")
        ),
        "face_occluded": (
            Phrase("面部被遮挡（色差 %1，上限 %2）。", "Part of the face is covered (distance %1, at most %2)."),
            Phrase("请摘下口罩、拿开手和头发，重新拍摄。", "Remove mask, hands and hair from the face, and take it again.")
        ),
        "head_covering": (
            Phrase("疑似戴帽或头饰。", "There seems to be a hat or headdress."),
            Phrase("请免冠重新拍摄。", "Take it again bare-headed.")
        ),
        "duplicate_photo": (
            Phrase("与另一张照片相同。", "It is the same photo as another one."),
            Phrase("请核对是谁的照片，补交另一人的。", "Find out whose photo it is and hand in the other one.")
        ),
        "wrong_name": (
            Phrase("文件名不能对应到花名册上的学生。", "The file's name fits no single student of the roster."),
            Phrase("请按身份证号、学籍号或“班级_姓名”命名。", "Name it by ID number, student number or class and name.")
        ),
        "not_on_roster": (
            Phrase("花名册上没有这名学生。", "This student is not on the roster."),
            Phrase("请核对文件名或补充花名册。", "Check the file's name or complete the roster.")
        ),
        "missing_photo": (
            Phrase("花名册上的这名学生没有照片。", "There is no photo of this student of the roster."),
            Phrase("请补交照片。", "Hand in the photo.")
        ),
        "not_checked": (
            Phrase("有项目未能自动检查。", "Something could not be checked automatically."),
            Phrase(
                "请人工查看这张照片；运行 scripts/setup 可补齐模型。", "Have a person look at it; scripts/setup installs what is missing."
            )
        ),
    ]
}
