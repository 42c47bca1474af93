// dlib's frontal face detector and 68 landmarks, one photo path a line on
// standard input, one line out: found (0 or 1), wall ms, processor ms, 68 times
// x y. Reading the file is not timed. The largest face counts; it is looked for
// in the photo reduced to 800 pixels.
#include <chrono>
#include <ctime>
#include <dlib/image_processing.h>
#include <dlib/image_processing/frontal_face_detector.h>
#include <dlib/opencv.h>
#include <iostream>
#include <opencv2/opencv.hpp>

int main(int argc, char **argv) {
  if (argc != 2) return 2;
  auto detector = dlib::get_frontal_face_detector();
  dlib::shape_predictor predictor;
  dlib::deserialize(argv[1]) >> predictor;
  for (std::string path; std::getline(std::cin, path);) {
    cv::Mat photo = cv::imread(path), small;
    if (photo.empty()) { std::cout << "0\t0\t0" << std::endl; continue; }
    auto start = std::chrono::steady_clock::now();
    auto cpu = std::clock();
    double s = std::min(1.0, 800.0 / std::max(photo.cols, photo.rows));
    if (s < 1) cv::resize(photo, small, cv::Size(), s, s, cv::INTER_AREA); else small = photo;
    auto faces = detector(dlib::cv_image<dlib::bgr_pixel>(small));
    dlib::full_object_detection marks;
    if (!faces.empty()) {
      auto f = *std::max_element(faces.begin(), faces.end(), [](auto &a, auto &b) { return a.area() < b.area(); });
      dlib::rectangle full((long)(f.left() / s), (long)(f.top() / s), (long)(f.right() / s), (long)(f.bottom() / s));
      marks = predictor(dlib::cv_image<dlib::bgr_pixel>(photo), full);
    }
    double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
    std::cout << !faces.empty() << "\t" << ms << "\t" << 1000.0 * (std::clock() - cpu) / CLOCKS_PER_SEC;
    for (unsigned long i = 0; i < marks.num_parts(); i++) std::cout << "\t" << marks.part(i).x() << "\t" << marks.part(i).y();
    std::cout << std::endl;
  }
}
